"""The OpenAPI document: valid, complete, with one schema for one thing, and an operation id at every route."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from support.app import clean_environment
from support.calls.contract import OPENAPI, send
from support.database import Server
from support.people import Person, Shop
from support.preloaded import preloaded
from web.openapi.document import EXAMPLES

VERBS = {"list", "show", "create", "update", "delete", "download", "upload", "export", "end"}


class Route(NamedTuple):
    method: str
    path: str
    endpoint: str
    operation_id: str | None


# Calls of other programs' front ends are not in the document.
COMPAT = "/compat/"
PAGES = {
    ("GET", path)
    for path in (
        "/",
        "/login",
        "/register",
        "/confirm-email",
        "/verify-email",
        "/forgot-password",
        "/reset-password",
        "/docs",
        "/docs/{slug}",
        "/openapi.json",
        "/static/{filename}",
        "/certificates/{code}",
        "/r/{token}",
        "/courses/{course_id}",
    )
} | {("GET", "/uploads/{name}"), ("POST", "/mcp"), ("POST", "/api/payments/notices/{provider}/{public_id}")}


def test_the_served_document_is_openapi_3_1(shop: Shop) -> None:
    document = shop.visitor().get("/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()
    tags = [tag["name"] for tag in document["tags"]]
    assert len(tags) == len(set(tags))


def test_schemas_differ_and_each_is_used() -> None:
    schemas = OPENAPI["components"]["schemas"]
    text = json.dumps(OPENAPI)
    assert [name for name in schemas if f'"#/components/schemas/{name}"' not in text] == []
    alike: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        alike.setdefault(json.dumps(without_descriptions(schema), sort_keys=True), []).append(name)
    assert [names for names in alike.values() if len(names) > 1] == []


def without_descriptions(part: Any) -> Any:
    """Return the schema without its titles and descriptions."""
    if isinstance(part, dict):
        told = ("title", "description")
        return {
            name: without_descriptions(value)
            for name, value in part.items()
            if not (name in told and isinstance(value, str))
        }
    return [without_descriptions(each) for each in part] if isinstance(part, list) else part


def test_fields_of_few_values_are_enums() -> None:
    """A status, state or role is an enum in every response and body."""
    free = [
        f"{name}.{field}"
        for name, schema in OPENAPI["components"]["schemas"].items()
        for field, told in schema.get("properties", {}).items()
        if name not in ("Problem", "ItemProblem")
        and field in ("status", "state", "role", "roles", "mode", "scope", "scopes")
        and not {"enum", "const"} & set(re.findall(r'"(\w+)": ', json.dumps(told)))
    ]
    # A problem's `status` is a number, and its other members are words of sentences.
    assert free == []
    feed = OPENAPI["components"]["schemas"]["ChangeList"]["properties"]["changes"]["items"]
    assert feed["discriminator"]["propertyName"] == "type" and len(feed["oneOf"]) == 9


def test_examples_match_their_schemas() -> None:
    given = {
        name: schema["examples"] for name, schema in OPENAPI["components"]["schemas"].items() if "examples" in schema
    }
    assert set(given) == set(EXAMPLES)
    for name, examples in given.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": OPENAPI["components"]}
        for example in examples:
            Draft202012Validator(schema).validate(example)


def test_the_document_passes_the_rules_of_spectral() -> None:
    """These are the rules of Spectral's OpenAPI set; Spectral itself weighs 68 MB."""
    assert {"title", "version", "description", "contact"} <= set(OPENAPI["info"])
    assert all(tag["description"] for tag in OPENAPI["tags"])
    known = {tag["name"] for tag in OPENAPI["tags"]}
    ids = []
    for path, calls in OPENAPI["paths"].items():
        assert path == "/" or not path.endswith("/")
        for method, call in calls.items():
            ids.append(call["operationId"])
            assert re.fullmatch("[a-z]+(_[a-z0-9]+)*", call["operationId"])
            # A resource, a verb, and what it is done to.
            action = call["operationId"].removeprefix(f"{call['x-resource']}_")
            assert not VERBS & set(action.split("_")[1:]), f"put the verb first: {call['operationId']}"
            assert call["summary"] and call["description"], (method, path)
            assert set(call["tags"]) <= known
            assert call.get("deprecated", False) == ("legacy paths" in call["tags"])
            assert any(status.startswith(("2", "3")) for status in call["responses"])
            named = {parameter["name"] for parameter in call.get("parameters", []) if parameter["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            for security in call.get("security", []):
                assert set(security) <= set(OPENAPI["components"]["securitySchemes"])
    assert len(ids) == len(set(ids))


def test_responses_declare_their_headers(shop: Shop, sari: Person) -> None:
    """Every response has a request id, and a row that takes If-Match has an ETag."""
    for path, calls in OPENAPI["paths"].items():
        for call in calls.values():
            for status, response in call["responses"].items():
                headers = (
                    response.get("headers")
                    or OPENAPI["components"]["responses"][response["$ref"].split("/")[-1]]["headers"]
                )
                assert "X-Request-ID" in headers, (path, status)
    product = {"product_id": sari.offers()}
    shown = OPENAPI["paths"]["/api/products/{product_id}"]
    for method in ("get", "put", "patch"):
        assert "ETag" in shown[method]["responses"]["200"]["headers"]
    assert "ETag" not in shown["delete"]["responses"]["200"]["headers"]
    send(sari, "GET", "/api/products/{product_id}", 200, path_parameters=product)
    send(sari, "PATCH", "/api/products/{product_id}", 200, path_parameters=product, body={"price": 2})
    for odd, status in (("5", 400), ('"5"', 412)):
        send(
            sari, "PUT", "/api/products/{product_id}", status,
            path_parameters=product, body={"price": 2}, headers={"if-match": odd},
        )  # fmt: skip


@pytest.fixture(scope="module")
def routes(server: Server, shared_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> list[Route]:
    """The app's rules, as it registers them."""
    script = """
import json, re, app
created = app.create_app()
print(json.dumps([
    (method, re.sub(r"<(?:[^<:>]+:)?([^<>]+)>", r"{\\1}", rule.rule), rule.endpoint, spec.get("operation_id"))
    for rule in created.url_map.iter_rules()
    for spec in [getattr(created.view_functions[rule.endpoint], "_spec", {})]
    for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
]))
"""
    own = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "ENV": "test", "DB_NAME": shared_shop.name}
    printed = preloaded.run(["-c", script], {**clean_environment(), **server.env, **own}, timeout=60)
    assert printed.returncode == 0, printed.stderr
    return [Route(*row) for row in json.loads(printed.stdout.splitlines()[-1])]


def test_every_route_is_in_the_document(shop: Shop, routes: list[Route]) -> None:
    calls = {(route.method, route.path) for route in routes}
    versioned = {(method, path.replace("/v1/", "/")) for method, path in calls if path.startswith("/api/v1/")}
    canonical = {(method, path) for method, path in calls if not path.startswith("/api/v1/")}
    paths = shop.visitor().get("/openapi.json").json()["paths"]
    documented = {(method.upper(), path) for path, operations in paths.items() for method in operations}
    assert documented == {route for route in canonical - PAGES if not route[1].startswith(COMPAT)}
    assert versioned <= documented | PAGES


def test_every_route_names_its_operation(routes: list[Route]) -> None:
    """A view has one operation id for all its methods and addresses; PATCH beside PUT adds `_by_patch`."""
    canonical = [route for route in routes if "/v1/" not in route.path and not route.path.startswith(COMPAT)]
    own = [route for route in canonical if (route.method, route.path) not in PAGES]
    assert sorted({route.endpoint for route in own if not route.operation_id}) == []
    ids = {route.operation_id for route in own}
    assert len(ids) == len({route.endpoint for route in own})
