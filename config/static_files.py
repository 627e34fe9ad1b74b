"""Static files in production: under hashed names, which JavaScript modules import each other by."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Else a module would load its parts by their plain names, kept by browsers for a year."""

    support_js_module_import_aggregation = True
    # A pass names what the pass before it changed: as many as modules import each other in a row.
    max_post_process_passes = 12
