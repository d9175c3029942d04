"""Two letters that stand for a seller without a picture."""

import re

# What half of the sellers' names begin with tells them apart from nobody.
COMMON_STARTS = re.compile(
    r"^(วิสาหกิจชุมชน|วิสาหกิจฯ|กลุ่มแม่บ้าน|กลุ่ม|ร้าน|บริษัท|บจก\.|สหกรณ์|ตลาด|บ้าน|สวน|ไร่|คุณ)\s*"
)
# A vowel written before its consonant cannot stand alone, nor can a mark above or below.
LETTERS = re.compile(r"[ก-ฮA-Za-z0-9]")


def initials_of(name: str) -> str:
    """Return up to two letters: the first of each word, or the first two of one word."""
    rest = COMMON_STARTS.sub("", name.strip()) or name
    words = [LETTERS.findall(word) for word in rest.split()]
    firsts = [letters[0] for letters in words if letters]
    if len(firsts) > 1:
        return "".join(firsts[:2]).upper()
    return "".join(words[0][:2]).upper() if firsts else "–"
