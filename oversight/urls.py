"""Sign-in and invitations: the pages of allauth that we use, and no other of its addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from oversight import views

PAGES = [
    ("login/", account.login, "account_login"),
    ("logout/", views.sign_out, "account_logout"),
    ("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    ("password/change/", account.password_change, "account_change_password"),
    ("password/reset/", account.password_reset, "account_reset_password"),
    ("password/reset/done/", account.password_reset_done, "account_reset_password_done"),
    (
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    ("2fa/", mfa.index, "mfa_index"),
    ("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    ("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("2fa/totp/activate/", views.enrols(totp.activate_totp), "mfa_activate_totp"),
    ("2fa/totp/deactivate/", views.disarms(totp.deactivate_totp), "mfa_deactivate_totp"),
    ("2fa/recovery-codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    (
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    (
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    ("2fa/webauthn/", passkeys.list_webauthn, "mfa_list_webauthn"),
    ("2fa/webauthn/add/", views.enrols(passkeys.add_webauthn), "mfa_add_webauthn"),
    (
        "2fa/webauthn/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    (
        "2fa/webauthn/keys/<int:pk>/remove/",
        views.disarms(passkeys.remove_webauthn),
        "mfa_remove_webauthn",
    ),
    ("invitation/<str:token>/", views.invitation, "invitation"),
    ("sessions/end/", views.end_sessions, "end-sessions"),
    ("language/", views.own_language, "own-language"),
    ("start/", views.home_of_user, "home-of-user"),
]
urlpatterns = [path(route, never_cache(view), name=name) for route, view, name in PAGES] + [
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    )
]
