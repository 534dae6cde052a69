"""Holds statements against the tree that CPython makes of them.

Reads one JSON list a line: a number, the text before, the same tokens laid out plainly, and pairs of
a result and the tokens it should have. Prints, as JSON, how many were read, how many this Python
does not know, and what differs.
"""

import ast
import json
import sys
import warnings


def tree(text):
    return ast.dump(ast.parse(text))


class Silent(ast.NodeTransformer):
    """A tree without the text of f-strings."""

    def visit_JoinedStr(self, node):
        node = self.generic_visit(node)
        node.values = [it for it in node.values if not isinstance(it, ast.Constant)]
        return node


def silent(text):
    return ast.dump(Silent().visit(ast.parse(text)))


def look(before, plain, results):
    """What differs, and whether some f-string's text alone does."""
    mistaken = False
    for text, wanted in [(before, plain)] + results:
        if tree(text) != tree(wanted):
            if silent(text) != silent(wanted):
                return {"text": text, "wanted": wanted, "why": "another tree"}, mistaken
            # CPython 3.12 and 3.13 may give a field's `=` the source of another field.
            mistaken = True
    return None, mistaken


def main():
    warnings.simplefilter("ignore")
    read, newer, mistaken, wrong = 0, 0, 0, []
    for line in sys.stdin.buffer:
        number, before, plain, results = json.loads(line)
        read += 1
        try:
            ast.parse(before)
        except (SyntaxError, ValueError):
            newer += 1
            continue
        try:
            found, odd = look(before, plain, results)
            mistaken += odd
        except SyntaxError as error:
            found = {"text": error.text, "why": str(error), "before": before, "results": results}
        if found:
            wrong.append(dict(found, number=number))
    json.dump({"read": read, "newer": newer, "mistaken": mistaken, "wrong": wrong[:20]}, sys.stdout)


main()
