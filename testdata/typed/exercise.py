"""Uses everything in `depot`, with values there and not there, and says what came of it."""

import datetime
import json
import pathlib

import numpy as np
import pandas as pd
import sqlalchemy
from sqlalchemy.orm import Session

from depot import (amounts, archive, billing, cells, frames, grids, ledger, models, queries, records,
                   report, retrieval, scans, search, services, system, tables)

DAY = datetime.date(2024, 5, 1)
LATER = datetime.date(2024, 5, 9)


def shown(value):
    """As text that is the same in each run, and tells True from 1 and from numpy's own."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return f"{type(value).__name__} {value.to_json()}"
    if isinstance(value, np.ndarray):
        return f"ndarray {value.tolist()} {value.shape}"
    if isinstance(value, sqlalchemy.ClauseElement):
        return " ".join(str(value).split())
    if isinstance(value, dict):
        return {str(key): shown(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(one) for one in value]
    return f"{type(value).__name__} {value}"


def database():
    engine = sqlalchemy.create_engine("sqlite://")
    models.Base.metadata.create_all(engine)
    tables.metadata.create_all(engine)
    session = Session(engine)
    ann = models.Customer(id=1, name="Ann", email="ann@example.org", blocked=True)
    bob = models.Customer(id=2, name="Bob", email=None, blocked=False)
    session.add_all([ann, bob])
    session.add_all([
        models.Order(id=1, customer=ann, placed_at=DAY, shipped_at=LATER, note="fragile", urgent=True),
        models.Order(id=2, customer=bob, placed_at=DAY, shipped_at=None, note=None, urgent=None),
        models.Order(id=3, customer=None, placed_at=LATER, shipped_at=None, note=None, urgent=False),
    ])
    session.add_all([
        models.Line(id=1, order_id=1, article="a", amount=2, price=1.5, gift=True),
        models.Line(id=2, order_id=1, article="b", amount=1, price=None, gift=False),
        models.Line(id=3, order_id=1, article="c", amount=1, price=2.0, gift=True),
    ])
    session.commit()
    connection = session.connection()
    connection.execute(tables.stock.insert(), [
        {"id": 1, "article": "a", "shelf": "s1", "counted_at": DAY, "frozen": True},
        {"id": 2, "article": "b", "shelf": None, "counted_at": None, "frozen": None},
    ])
    session.commit()
    return session


def boxes():
    archive.store.connect(reuse_if_open=True)
    archive.store.create_tables([archive.Shelf, archive.Box])
    top = archive.Shelf.create(name="top", room="r1")
    low = archive.Shelf.create(name="low", room=None)
    archive.Box.create(shelf=top, sealed_on=DAY, weight=2.0, lost=True)
    archive.Box.create(shelf=None, sealed_on=None, weight=None, lost=None)
    archive.Box.create(shelf=low, sealed_on=DAY, weight=9.0, lost=False)


def of_models(session):
    orders = session.scalars(sqlalchemy.select(models.Order).order_by(models.Order.id)).all()
    people = session.scalars(sqlalchemy.select(models.Customer).order_by(models.Customer.id)).all()
    lines = session.scalars(sqlalchemy.select(models.Line).order_by(models.Line.id)).all()
    for order in orders:
        yield order.is_open(), order.days(LATER), order.recipient(), order.hurried()
        yield order.waiting, order.noted, queries.status(order)
    for person in people:
        yield person.reachable(), person.label(), person.locked()
    for line in lines:
        yield line.total()
    yield sqlalchemy.select(models.Order.id).where(models.Order.waiting)
    yield sqlalchemy.select(models.Order.id).where(models.Order.noted)


def of_queries(session):
    for query in (queries.waiting, queries.shipped, queries.anonymous, queries.unwritten, queries.reachable,
                  queries.pairs, queries.criteria, queries.owned, queries.states, queries.priceless,
                  queries.gifts, queries.goods, queries.not_urgent, queries.blocked_mail, queries.latest,
                  queries.labelled, queries.counted, queries.outer):
        yield query.__name__, query()
    yield queries.waiting_of(session.get(models.Customer, 1)), queries.later(models.Order)
    yield queries.first_open(session), queries.summary(session), queries.owners(session)
    with Session(sqlalchemy.create_engine("sqlite://")) as empty:
        models.Base.metadata.create_all(empty.get_bind())
        yield queries.first_open(empty)
    for number in (1, 2, 3, 99):
        yield queries.find(session, number), queries.is_silent(session, number)
        yield queries.total(session, number), queries.name_of(session, number)
    yield queries.since(session), queries.since(session, LATER)


def of_ledger(session):
    for query in (ledger.uncounted, ledger.shelved, ledger.unexplained, ledger.clear, ledger.thaw,
                  ledger.unfrozen, ledger.everything_absent, ledger.everything_present, ledger.joined):
        yield query.__name__, query()
    connection = session.connection()
    yield ledger.row_of(connection, 1), ledger.row_of(connection, 9)
    yield ledger.described(connection), ledger.frozen_ids(connection)
    yield ledger.describe((None, "x", None))


def of_retrieval(_):
    boxes()
    for question in (retrieval.unsealed, retrieval.sealed, retrieval.homeless, retrieval.unweighed,
                     retrieval.roomless, retrieval.lost, retrieval.not_lost, retrieval.rooms):
        yield question.__name__, question()
    yield [retrieval.filtered(archive.Box, which) for which in (None, True, False)]
    yield [retrieval.place_of(number) for number in (1, 2, 3, 99)]
    yield retrieval.heavy(), retrieval.heavy(5.0)
    yield retrieval.report(records.Place(None, "r")), retrieval.report(records.Place("s", None))


def articles():
    return [
        records.Article("a1", "Lamp", records.Grade.FRESH, 2.0, True),
        records.Article("b2", None, records.Grade.FRESH, None),
        records.Article("c3", None, None, 5.0),
    ]


def deliveries():
    lamp, chair, _ = articles()
    return [
        records.Delivery(lamp, DAY, damaged=True),
        records.Delivery(chair, LATER, damaged=False),
        records.Delivery(None),
    ]


def routes():
    stops = [records.Place("s", "r"), records.Place(None, None)]
    return records.Route(stops, "Eve", stops[0]), records.Route()


def of_records(_):
    for one in articles():
        yield one.titled(), one.graded(), one.heading(), one.awkward()
    for one in deliveries():
        yield one.undated(), one.title(), one.intact()
    for one in routes():
        yield one.unknown(), one.driven(), one.homeless(), one.unlimited(), one.placed()
        yield [stop.known() for stop in one.stops]


def of_billing(_):
    nothing, some = amounts.Money(0), amounts.Money(5)
    bills = {"x": nothing, "y": some}
    yield [billing.settled(one) for one in (nothing, some)], billing.open_bills(bills)
    yield [billing.first_bill([one]) for one in (nothing, some)]
    yield [billing.owed_by({"x": one}, name) for one in (nothing, some) for name in "xz"]
    failed, read = amounts.Reading(None), amounts.Reading(2.0)
    yield [billing.failed(one) for one in (failed, read)], [billing.read(one) for one in (failed, read)]
    yield billing.unread({"x": failed, "y": read}), billing.unpaid(bills)
    yield [billing.checked(one) for one in (failed, read, nothing, some)]
    yield billing.gathered({"x": amounts.Term("t")}), billing.paired(amounts.Term("t"), amounts.Term("u"))
    yield billing.working([failed, read, read])
    field = amounts.Term("age")
    yield billing.conditions(field), billing.first_condition([field]), billing.flagged(field)
    yield billing.slots(amounts.Slot(), amounts.Slot("x")), billing.slots(amounts.Slot(1), amounts.Slot())
    yield [slot.empty() for slot in (amounts.Slot(), amounts.Slot(1))]
    for stamp in (None, amounts.Stamp(3)):
        yield billing.stamped(stamp), billing.unnumbered(stamp), len(billing.stamps([stamp]))
    yield [billing.borrowed(one) for one in (None, articles()[0])], billing.still_there(articles()[0])
    yield amounts.Stamp(1) == amounts.Stamp(1), some == amounts.Money(5), read == amounts.Reading(2.0)


def of_services(_):
    places = (None, records.Place("s", None), records.Place("s", "r"))
    for place in places:
        counter = services.Counter(place)
        before = counter.idle(), counter.roomless(), counter.quiet(), counter.states()
        numbers = [counter.count(one) for one in (articles()[0], articles()[0])]
        counter.on_new = print
        yield before, numbers, counter.idle(), counter.quiet(), counter.states()
    for route in routes():
        planner = services.Planner(route, deliveries())
        yield planner.undated(), planner.dated(), planner.driven(), planner.start(), planner.unplaced()
        yield planner.by_title(), planner.grades()
        yield [shown(planner.next(day)) for day in (None, DAY, LATER)]
    yield services.Planner(routes()[0], [records.Delivery(None), *deliveries()]).next()
    found = articles()
    yield [services.missing(found, code) for code in ("a1", "z")], services.present(found, ["a1", "z"])
    yield services.heaviest(found), services.heaviest([]), services.heaviest(found[::-1])
    yield services.fresh(found), services.weight(found), services.weight(found, 3.0)
    yield services.bulky(found), services.small(found), services.whole(deliveries())
    yield services.unchecked(deliveries()), services.broken(deliveries())
    yield services.count_of([0, 1, 2, 5, True]), [services.switched(one) for one in (0, 1, 2)]
    yield [services.off(one) for one in (0.0, 1.0)], services.together(found)
    yield services.both(1, None), services.both(None, 1), services.both(1, 1), services.both(None, None)


def of_system(_):
    yield [system.numbered(text) for text in ("1", "x")], [system.letters(text) for text in ("ab", "a1", "1")]
    yield [system.group(text) for text in ("", "1", "1x")]
    yield [system.configured(name) for name in ("PATH", "NOT_SET_AT_ALL")], system.home()
    yield [system.tool(name) for name in ("sh", "no-such-tool")]
    yield [system.setting({"a": "b"}, key) for key in "az"]
    yield [system.nested(one, "a") for one in ({"a": {"level": 1}}, {"a": {}}, {})]
    yield [system.kind_of(name) for name in ("x.txt.gz", "x.nothing")]
    yield [system.parsed(text) for text in ("http://a:b@x:1/", "y")]
    yield [system.child(text, "b") for text in ("<a id='1'><b>x</b></a>", "<a><b/></a>", "<a/>", "<a>x</a>")]
    yield [system.option(words) for words in ([], ["--name", "x"])]
    yield system.status(), system.traced(), [system.row(number) for number in (1, 2)]
    yield [system.last(system.deque([one])) for one in (None, "x")]
    yield system.counted([("a", 1), ("b", None)]), system.counted([("none", 1)])
    yield [system.handler(name) for name in ("root", "a.b")], [system.waiting(one) for one in (None, 1.0)]
    yield [system.documented(one) for one in (shown, deliveries)]
    yield [system.docstring(text) for text in ("'x'", "x")], [system.header(name) for name in ("To", "Cc")]
    yield [system.attribute(name) for name in "abc"], [system.loaded(text) for text in ("null", "1")]
    yield system.timeout()
    yield [system.zone(datetime.datetime(2024, 1, 1, tzinfo=zone)) for zone in (None, datetime.timezone.utc)]
    yield [system.folder(path) for path in (None, pathlib.Path("x"))], system.thread(), system.suppressed()
    yield system.anything(), system.expected({}), system.expected({"x": 1}), system.any_of()
    yield [system.existing(path) for path in ("/", "/no/such/path")]
    yield [system.starts(text) for text in ("a", "1")], [system.instance(one) for one in ("", 1)]
    yield [system.compared(*pair) for pair in ((1, 2), (2, 1))]
    yield [system.total(numbers) for numbers in ([1], [2])], [system.found(text) for text in ("x", "ax", "a")]


def of_frames(_):
    rows = frames.week()
    yield frames.unshelved(rows), frames.shelved(rows), frames.holes(rows), frames.filled(rows)
    yield frames.lacking(rows["shelf"]), frames.given(rows["shelf"]), frames.each_lacking(rows)
    yield frames.gifts(rows), frames.bought(rows), frames.names(rows), frames.by_shelf(rows)
    places = pd.DataFrame({"article": ["a"], "place": ["p"]})
    yield frames.joined(rows, places), frames.loaded(), frames.loaded(rows[:1])
    yield frames.first(rows), frames.first(rows[::-1]), frames.listed(rows), frames.records(rows)
    yield [frames.indexed(one) for one in (rows, rows.rename_axis("n"))]
    yield frames.titled(rows["shelf"]), frames.titled(rows["shelf"], "t")
    yield [frames.renamed(one) for one in (rows["shelf"], rows["shelf"].rename(None))]
    yield [frames.sizes(one) for one in (rows, rows[:0])]
    yield [str(frames.spread(one)) for one in (rows, rows[:1])]


def of_cells(_):
    numbers = np.array([[1.0, 2.0], [3.0, 4.0]])
    yield cells.empty(cells.grid), cells.taken(cells.grid), cells.count(cells.grid), cells.row(0)
    yield cells.any_empty(), cells.cleared(), cells.padded(numbers), cells.one(), cells.marks()
    yield cells.unmarked(), cells.largest(numbers), cells.largest(numbers - 3)
    yield [cells.same(numbers, one) for one in (numbers, numbers + 1)]
    yield [cells.close(numbers, one) for one in (numbers, numbers + 1)]
    yield [cells.scale(numbers, one) for one in (None, 2.0)], cells.listed(cells.grid)
    yield [cells.shape(numbers, one) for one in (None, (2, 2), (1,))]
    pairs = np.zeros(1, dtype=[("a", int)])
    yield [(cells.base(one), cells.fields(one)) for one in (numbers, pairs)]
    yield [cells.axis(one) for one in (None, 0)], cells.title({"x": "y"}), cells.title({"y": "x"})


def of_scans(_):
    rows = scans.parcels()
    yield scans.roomless(), scans.roomed(), scans.all_absent(), scans.all_present(), scans.late()
    yield scans.punctual(), scans.weights(rows), scans.chosen(rows), scans.lengths(rows)
    yield scans.first_room(rows), scans.first_room(rows[1:]), scans.listed(rows)
    yield scans.named(rows), scans.named(rows, "x"), scans.empty(rows), scans.empty(rows[:0])
    yield scans.dictionaries(rows)


def of_report(session):
    boxes()
    for place in (None, records.Place("s", "r")):
        made = report.Report(session, place)
        yield made.placed(), made.untitled(), made.waiting(), made.noted(), made.unshelved(), made.gaps()
        yield made.paid(), made.nothing(), made.unshipped(), made.customer(), made.mail()
    yield report.condition("note"), report.condition("shipped"), report.conditions()
    yield [report.places(route) for route in routes()]
    yield [report.article(articles(), code) for code in ("a1", "z")], report.undelivered(deliveries())
    yield [report.stored(number) for number in (1, 2, 3)], report.masks(), report.expressions()
    yield report.ledger_conditions(), report.names(session)
    yield report.money([amounts.Money(0), amounts.Money(5)])
    yield report.last([]), report.last([None]), report.last(["x"])


def of_search(session):
    boxes()
    for question in (search.of_order, search.by_name, search.by_number, search.other_orders, search.stocked,
                     search.moved, search.frozen, search.boxes_without_shelf, search.boxes_with_any,
                     search.rooms, search.amounts, search.gifts, search.articles, search.whole_weeks,
                     search.labels):
        yield question.__name__, question()
    for number in (1, 2, 3):
        order = session.get(models.Order, number)
        yield search.order_of(number, order), search.note_of(order)
        yield search.shelf_of(archive.Box.get_by_id(number))
    yield search.order_of(), search.texts({"x": None, "y": ""})


def of_grids(_):
    for question in (grids.left, grids.right, grids.holes, grids.copied, grids.sums, grids.sides,
                     grids.selected, grids.weighed, grids.shifted, grids.aliased, grids.literal, grids.first):
        yield question.__name__, question()
    yield grids.cell(0, 0), grids.cell(0, 1), grids.squared([2.0]), grids.height(), grids.height(2)


PARTS = [of_models, of_queries, of_ledger, of_retrieval, of_records, of_billing, of_services, of_system,
         of_frames, of_cells, of_scans, of_report, of_search, of_grids]


def results():
    """What each part came to; a part that fails says how far it got and why."""
    found = {}
    for part in PARTS:
        came = found[part.__name__] = []
        try:
            came.extend(shown(value) for value in part(database()))
        except Exception as error:
            came.append(f"{type(error).__name__}: {error}".splitlines()[0])
        finally:
            if not archive.store.is_closed():
                archive.store.close()
    return found


if __name__ == "__main__":
    print(json.dumps(results(), indent=1))
