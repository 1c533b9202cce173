"""The client of an Outrigger sidecar, of the standard library alone."""

import json
import keyword
import random
import threading
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from .websocket import ConnectionLost, WebSocket

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0
_GAPS = ("since-too-old", "since-ahead", "session-changed")


class Problem(Exception):
    """The sidecar did not do what it was asked. Decide by `slug`.

    `members` has all members of the problem, such as `path`, `model` or `retryAfterMs`.
    """

    def __init__(self, members):
        super().__init__(members.get("detail") or members.get("title"))
        self.slug = str(members.get("type")).rpartition(":")[2]
        self.status = members.get("status")
        self.members = members


class Condition(dict):
    """A predicate; `&`, `|` and `~` join them."""

    def __and__(self, other):
        return Condition({"and": [self, other]})

    def __or__(self, other):
        return Condition({"or": [self, other]})

    def __invert__(self):
        return Condition({"not": self})


ALL = Condition()


class Where:
    """Makes predicates of a model: `Post.where.rating.gt(4)`; relations lead to other models."""

    def __init__(self, definition, path=()):
        self._definition, self._path = definition, path

    def __getattr__(self, name):
        definition = self._definition()
        if name in definition.fields:
            return Tests(self._path + (name,))
        if name in definition.relations:
            return Where(definition.relations[name], self._path + (name,))
        raise AttributeError(f"{definition.name} has no field {name}")


class Tests:
    """The tests of one field. What a field has depends on its type; the sidecar says so."""

    def __init__(self, path):
        self._path = path

    def _test(self, word, operand):
        condition = {word: _plain(operand)}
        for name in reversed(self._path):
            condition = {name: condition}
        return Condition(condition)

    def eq(self, value):
        return self._test("eq", value)

    def ne(self, value):
        return self._test("ne", value)

    def gt(self, value):
        return self._test("gt", value)

    def ge(self, value):
        return self._test("ge", value)

    def lt(self, value):
        return self._test("lt", value)

    def le(self, value):
        return self._test("le", value)

    def between(self, low, high):
        return self._test("between", [low, high])

    def is_in(self, *values):
        return self._test("in", list(values))

    def not_in(self, *values):
        return self._test("notIn", list(values))

    def contains(self, part):
        return self._test("contains", part)

    def not_contains(self, part):
        return self._test("notContains", part)

    def begins_with(self, start):
        return self._test("beginsWith", start)

    def search(self, words):
        """Of a String that the sidecar searches by its words, `wor*` by beginnings; not in `observe`."""
        return self._test("search", words)

    def exists(self, exists=True):
        return self._test("attributeExists", exists)


@dataclass(frozen=True)
class Definition:
    """What the client knows of a model."""

    name: str
    key: tuple
    generates_key: bool
    fields: tuple
    read_only: tuple
    enums: dict
    relations: dict


@dataclass(frozen=True)
class Change:
    """A change of an item, as it is after the change; of a deleted one its last fields."""

    op: str
    item: object
    origin: str
    seq: int


@dataclass(frozen=True)
class Gap:
    """Changes were missed for good: read again what you show. Later ones follow."""

    problem: Problem


@dataclass(frozen=True)
class Snapshot:
    """All items that match now."""

    items: list
    is_synced: bool


class Client:
    """Asks one sidecar. It may be used by several threads."""

    def __init__(self, url="http://127.0.0.1:4700", token=None, context=None, timeout=30.0):
        self._url, self._token = url.rstrip("/"), token
        self._context, self._timeout = context, timeout

    def save(self, item, condition=None):
        """Saves a whole item, new or not, and answers it as it is then."""
        model = type(item)
        definition = model.definition()
        values = _values(item)
        if definition.generates_key and values[definition.key[0]] is None:
            values[definition.key[0]] = str(uuid.uuid4())
        body = {name: values[name] for name in definition.fields if name not in definition.read_only}
        answer = self._send("PUT", self._path(model, values) + _query(condition=condition), body)
        return self._item(model, answer)

    def patch(self, item, condition=None, **changes):
        """Changes some fields of an item, and answers it as it is then."""
        model = type(item)
        path = self._path(model, _values(item)) + _query(condition=condition)
        named = {_attribute(name): name for name in model.definition().fields}
        body = {named.get(attribute, attribute): value for attribute, value in changes.items()}
        return self._item(model, self._send("PATCH", path, _plain(body)))

    def get(self, model, *key):
        """The item of a key, or None."""
        try:
            return self._item(model, self._send("GET", self._key_path(model, key)))
        except Problem as problem:
            if problem.slug == "item-unknown":
                return None
            raise

    def query(self, model, where=ALL, sort=None, limit=None, page=None):
        """The items that match; without a limit all of them. Sort as in `rating:desc,title`, or `_relevance:desc`."""
        body = {"filter": where, "limit": limit or 1000}
        if sort is not None:
            body["sort"] = sort
        if page is not None:
            body["page"] = page
        items = []
        while True:
            answer = self._send("POST", f"/v1/models/{model.definition().name}/query", body)
            items += [self._item(model, each) for each in answer["items"]]
            if limit is not None or answer["nextCursor"] is None:
                return items
            body["cursor"] = answer["nextCursor"]

    def count(self, model, where=ALL):
        path = f"/v1/models/{model.definition().name}/count"
        return self._send("GET", path + _query(filter=where))["count"]

    def delete(self, item, condition=None):
        """Deletes an item; answers it as it was, or None when there was none."""
        model = type(item)
        path = self._path(model, _values(item)) + _query(condition=condition)
        answer = self._send("DELETE", path)
        return answer and self._item(model, answer)

    def delete_all(self, model, where):
        """Deletes all that match, which `ALL` does with every item; answers how many."""
        text = "all" if not where else json.dumps(where)
        path = f"/v1/models/{model.definition().name}?filter={quote(text)}"
        return self._send("DELETE", path)["deleted"]

    def batch(self, saves=(), deletes=()):
        """Saves and deletes many items, all or none."""
        operations = [self._operation("save", item) for item in saves]
        operations += [self._operation("delete", item) for item in deletes]
        return self._send("POST", "/v1/batch", {"operations": operations})["results"]

    def start(self):
        return self._send("POST", "/v1/sync/start")

    def stop(self):
        return self._send("POST", "/v1/sync/stop")

    def clear(self, force=False):
        return self._send("POST", "/v1/clear" + ("?force=true" if force else ""))

    def observe(self, model, where=ALL, since=None, key=None):
        """Changes as they come, from now on or after `since`; see `Observation`."""
        asked = {"type": "observe", "model": model.definition().name, "filter": where}
        if key is not None:
            asked["key"] = key
        return Observation(self, model, asked, since)

    def observe_query(self, model, where=ALL, sort=None, limit=1000):
        """All items that match, again whenever one of them changes."""
        asked = {"type": "observeQuery", "model": model.definition().name, "filter": where}
        asked["limit"] = limit
        if sort is not None:
            asked["sort"] = sort
        return Observation(self, model, asked, None)

    def _operation(self, op, item):
        model = type(item)
        definition = model.definition()
        values = _values(item)
        if definition.generates_key and values[definition.key[0]] is None:
            values[definition.key[0]] = str(uuid.uuid4())
        operation = {
            "op": op,
            "model": definition.name,
            "key": {name: values[name] for name in definition.key},
        }
        if op == "save":
            operation["item"] = {
                name: values[name] for name in definition.fields if name not in definition.read_only
            }
        return operation

    def _path(self, model, values):
        return self._key_path(model, [values[name] for name in model.definition().key])

    @staticmethod
    def _key_path(model, key):
        definition = model.definition()
        return "/".join([f"/v1/models/{definition.name}"] + [quote(str(part), safe="") for part in key])

    @staticmethod
    def _item(model, members):
        definition = model.definition()
        values = {name: members[name] for name in definition.fields}
        for name, enum in definition.enums.items():
            value = values[name]
            if isinstance(value, list):
                values[name] = [each if each is None else enum(each) for each in value]
            elif value is not None:
                values[name] = enum(value)
        item = model(**{_attribute(name): value for name, value in values.items()})
        for name in ("_version", "_lastChangedAt", "_pending"):
            object.__setattr__(item, name, members[name])
        return item

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with urllib.request.urlopen(
                request, timeout=self._timeout, context=self._context
            ) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as refused:
            raise Problem(json.loads(refused.read())) from None

    def _socket(self):
        return WebSocket(self._url + "/v1/observe", self._token, self._timeout, self._context)


class Observation:
    """What is observed, to be read in a loop: `Change`, `Gap` or `Snapshot`.

    A lost connection is opened again, and what was missed is told; `seq` is how far it has come, to
    be given as `since` after a restart. `close` ends it, from any thread.
    """

    def __init__(self, client, model, asked, since):
        self._client, self._model, self._asked = client, model, asked
        self.seq = since
        self._closed = threading.Event()
        self._socket = None

    def close(self):
        self._closed.set()
        if self._socket is not None:
            self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __iter__(self):
        pause = _FIRST_PAUSE
        while not self._closed.is_set():
            try:
                self._socket = self._client._socket()
                self._ask()
                while not self._closed.is_set():
                    frame = json.loads(self._socket.receive())
                    pause = _FIRST_PAUSE
                    yield from self._told(frame)
            except ConnectionLost:
                self._closed.wait(pause * random.uniform(0.5, 1.0))
                pause = min(pause * 2, _LONGEST_PAUSE)
            finally:
                if self._socket is not None:
                    self._socket.close()

    def _ask(self):
        asked = dict(self._asked, id="1")
        if self._asked["type"] == "observe" and self.seq is not None:
            asked["since"] = self.seq
        self._socket.send(json.dumps(asked))

    def _told(self, frame):
        kind = frame["type"]
        if kind == "error":
            yield from self._failed(Problem(frame["problem"]))
            return
        self.seq = frame.get("seq", self.seq)
        if kind == "change":
            item = Client._item(self._model, frame["item"])
            yield Change(frame["op"], item, frame["origin"], frame["seq"])
        elif kind == "snapshot":
            items = [Client._item(self._model, each) for each in frame["items"]]
            yield Snapshot(items, frame["isSynced"])

    def _failed(self, problem):
        if problem.slug in _GAPS:
            self.seq = None
            yield Gap(problem)
        elif problem.slug != "too-slow":
            raise problem
        # After another user signed in, the sidecar closes the socket, and the loop opens another.
        if problem.slug != "session-changed":
            self._ask()


def _values(item):
    names = type(item).definition().fields
    return {name: _plain(getattr(item, _attribute(name))) for name in names}


def _attribute(name):
    """A field's name in Python, which keywords cannot be."""
    return name + "_" if keyword.iskeyword(name) else name


def _plain(value):
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _query(**parameters):
    given = [f"{name}={quote(json.dumps(value))}" for name, value in parameters.items() if value]
    return "?" + "&".join(given) if given else ""
