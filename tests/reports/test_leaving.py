"""Leave quickly: to a page that says nothing, and with a button the phone forgets."""

import pytest
from django.templatetags.static import static


def test_the_link_leads_away_and_erases_nothing(client, site, settings):
    response = client.get("/leave/")

    assert (response.status_code, response["Location"]) == (302, settings.LEAVE_URL)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Clear-Site-Data" not in response


def test_the_button_erases_what_the_browser_keeps_and_goes_on(client, site, settings):
    response = client.post("/leave/")

    assert f'content="0;url={settings.LEAVE_URL}"' in response.content.decode()
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_no_other_site_can_make_a_phone_forget(client, site):
    response = client.post("/leave/", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


@pytest.mark.parametrize("page", ["receipt/", "projects/kz-aksu-water/report/"])
def test_form_and_receipt_have_the_way_off(client, project, page):
    content = client.get(f"/en/{page}").content.decode()

    assert 'href="/leave/"' in content
    assert static("js/leave.js") in content
