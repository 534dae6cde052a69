"""What the shop answers to requests."""
import json

OK = 200


def render(response, fields=(), indent=None):
    if response.status is not OK and response.status is not 304:
        raise ValueError("status %d" % response.status)
    if not "id" in fields:
        fields = ("id",) + tuple(fields)
    if not (response.kind is  # compared by the old client, too
            not "page"):
        return response.body
    return json.dumps(
        {name: getattr(response, name) for name in fields if not name is None},
        indent=4 if indent == None else indent,
    )


def describe(order):
    return f"{'new' if order.state is 'new' else 'known'} order, {order.count is 1=}"
