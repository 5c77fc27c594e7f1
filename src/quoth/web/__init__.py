"""The web desk: pages and an HTTP interface over a ledger.

`create_app(Settings(...))` in `quoth.web.app` gives the ASGI application; it needs the extra `quoth[web]`.
"""
