"""Writes src/scanner/punctuation.h: the Unicode punctuation and symbols above ASCII, as ranges.

Run from the grammar's folder: `python3 scripts/punctuation.py > src/scanner/punctuation.h`.
"""

import sys
import unicodedata


def ranges():
    start = None
    for code in range(0x80, sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code))[0] in "PS"
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, code - 1
            start = None


def main():
    found = list(ranges())
    print("// Written by scripts/punctuation.py: general categories P and S above ASCII, as closed ranges.")
    print(f"// Unicode {unicodedata.unidata_version}.")
    print("static const int32_t PUNCTUATION[][2] = {")
    for start, end in found:
        print(f"    {{0x{start:x}, 0x{end:x}}},")
    print("};")


main()
