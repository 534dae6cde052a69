"""Shows on standard output what this interpreter makes of the files in standard input, for heads.rs.

A file is a line of hexadecimal. Its answer is a line of two words: the code points of its last
statement, a string, or `refused` where it cannot be decoded, or `syntax`; and the codec that
`tokenize` finds, or `error`, after what the tokenizer proper does not mind is taken out of its way.
"""
import ast
import codecs
import io
import re
import sys
import tokenize
import warnings


def compiled(data):
    try:
        value = ast.parse(data).body[-1].value
    except (SyntaxError, ValueError) as error:
        decoding = re.search("encoding|codec|null bytes", str(error))
        return "refused" if decoding else "syntax"
    text = value.s if sys.version_info < (3, 8) else value.value
    return ",".join("%x" % ord(char) for char in text)


def declared(data):
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark):].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    body = mark + re.sub(rb"[\x80-\xff]", b"~", body)
    try:
        name = tokenize.detect_encoding(io.BytesIO(body).readline)[0]
    except SyntaxError:
        return "error"
    return codecs.lookup(name).name


warnings.simplefilter("ignore")
for line in sys.stdin:
    data = bytes.fromhex(line.strip())
    print(compiled(data), declared(data))
