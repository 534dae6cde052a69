"""Shows on standard output how this interpreter's codecs decode, for parity.rs.

Each argument is CODEC:SHAPE and asks for a record of every sequence of that shape's domain. Without
arguments, the records are the version, the codecs' names, and what is single-byte. A record is its
length in bytes and the bytes; decoded text is UTF-32 with U+DC80 for what is refused, and U+D800
after each sequence.
"""
import codecs
import encodings
import encodings.aliases
import os
import struct
import sys

REFUSED = "\udc80"
# Codecs that take every byte, but give some ASCII sequences a meaning of their own.
NOT_TABLES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape"}


def record(data):
    sys.stdout.buffer.write(struct.pack("<Q", len(data)) + data)


def decode(codec, data):
    try:
        return data.decode(codec)
    except UnicodeError:
        return REFUSED


def domain(shape):
    for a in range(256):
        yield bytes([a])
    for a in range(256):
        for b in range(256):
            yield bytes([a, b])
    if shape == "SingleByte":
        return
    for a in range(256):
        for b in range(256):
            yield bytes([0x61, a, b, 0x61])
    if shape == "EucJp":
        for a in range(256):
            for b in range(256):
                yield bytes([0x8F, a, b])
    if shape == "Gb18030":
        for a in range(0x81, 0xFF):
            whole = a <= 0x85 or a in (0x8F, 0x90, 0xE3, 0xE4, 0xFE)
            for b in range(0x30, 0x3A):
                for c in range(0x81, 0xFF):
                    for d in range(0x30, 0x3A) if whole else (0x30, 0x39):
                        yield bytes([a, b, c, d])


def dump(codec, shape):
    texts = [decode(codec, data) for data in domain(shape)]
    record(("\ud800".join(texts) + "\ud800").encode("utf-32-le", "surrogatepass"))


def names():
    modules = {f[:-3] for f in os.listdir(os.path.dirname(encodings.__file__)) if f.endswith(".py")}
    aliases = set(encodings.aliases.aliases)
    found = {}
    for name in sorted(aliases | modules):
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        found.setdefault(info.name, []).append(name if name in aliases else "*" + name)
    return found


def is_single_byte(codec):
    try:
        texts = [decode(codec, bytes([byte])) for byte in range(256)]
    except LookupError:
        return False
    return (
        codec not in NOT_TABLES
        and texts[:128] == [chr(byte) for byte in range(128)]
        and any(text != REFUSED for text in texts[128:])
        and all(texts[hi] == REFUSED or decode(codec, bytes([hi, lo])) == texts[hi] + texts[lo]
                for hi in range(128, 256) for lo in (0x41, 0x61, 0x7E))
        and all(decode(codec, bytes([hi, lo])) == REFUSED
                for hi in range(128, 256) if texts[hi] == REFUSED for lo in range(256))
    )


if len(sys.argv) > 1:
    for argument in sys.argv[1:]:
        dump(*argument.split(":"))
else:
    found = names()
    record(sys.version.split()[0].encode())
    record("".join("%s %s\n" % (c, " ".join(found[c])) for c in sorted(found)).encode())
    record(" ".join(c for c in sorted(found) if is_single_byte(c)).encode())
