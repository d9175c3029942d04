"""How the hosted pages look: one shell, one style sheet, Thai beside English."""

from __future__ import annotations

from html import escape

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f1ec; color: #22201c;
  font: 1.0625rem/1.55 "Anuphan", "Noto Sans Thai", "Sarabun", system-ui, sans-serif; }
.notice { margin: 0; padding: .75rem 1rem; background: #7a3b00; color: #fff;
  text-align: center; font-weight: 600; }
main { max-width: 30rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: .5rem 0; }
.amount { font-size: 2rem; font-weight: 700; margin: 0 0 1rem; }
.card { background: #fff; border: 1px solid #d9d4c8; border-radius: .75rem; padding: 1rem;
  margin: 0 0 1rem; }
.lines { list-style: none; padding: 0; margin: 0; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit;
  border: 1px solid #6d675c; border-radius: .5rem; background: #fff; color: inherit; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; align-items: end; }
button, .link { display: block; width: 100%; min-height: 3rem; margin: 1rem 0 0; font: inherit;
  font-weight: 600; text-align: center; border-radius: .5rem; border: 1px solid #1f5f4b;
  background: #1f5f4b; color: #fff; cursor: pointer; }
button.plain { background: #fff; color: #1f5f4b; }
.link { background: none; border: 0; color: #1f5f4b; line-height: 3rem; }
:focus-visible { outline: 3px solid #b85c00; outline-offset: 2px; }
.error { border: 2px solid #a3201b; background: #fdecea; color: #7d120e; border-radius: .5rem;
  padding: .75rem; margin: 0 0 1rem; }
.qr { display: block; width: 15rem; max-width: 100%; height: auto; margin: 0 auto;
  background: #fff; }
table { width: 100%; margin-top: 1rem; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: .25rem .5rem .25rem 0; vertical-align: top; }
td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
small { color: #57524a; }
"""


def shell(title: str, body: str) -> str:
    """Return a whole page. `title` is text, `body` markup."""
    return f"""<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<link rel="stylesheet" href="/assets/sandbox.css">
</head>
<body>
<header class="notice">หน้าทดสอบ ไม่มีเงินจริง · <span lang="en">Sandbox: no real money</span></header>
<main>
{body}
</main>
</body>
</html>
"""


def both(thai: str, english: str) -> str:
    """Return a Thai sentence with its English beside it, escaped."""
    return f'{escape(thai)} <small lang="en">{escape(english)}</small>'


def alert(thai: str, english: str) -> str:
    return f'<p class="error" role="alert">{both(thai, english)}</p>'


def baht(amount: int, currency: str = "thb") -> str:
    """Return satang as "฿1,250.50"; other currencies by their code."""
    text = f"{amount // 100:,}" + (f".{amount % 100:02d}" if amount % 100 else "")
    return f"฿{text}" if currency == "thb" else f"{text} {currency.upper()}"
