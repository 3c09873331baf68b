"""The portal in a real browser: each page seen is also looked at by axe, by the console and at 360 px."""
