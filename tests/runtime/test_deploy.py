"""Deployment: the image, the compose file, the manifests and the scripts in scripts/."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.app import ROOT
from support.deployments.deployment import TOOLS, run, unknown

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
MANIFESTS = sorted(path for path in (ROOT / "k8s").glob("*.yaml") if path.name != "kustomization.yaml")
SCRIPTS = sorted((ROOT / "scripts").glob("*.sh"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
BACKEND = [
    part for part in yaml.safe_load_all((ROOT / "k8s/finenice-backend.yaml").read_text(encoding="utf-8")) if part
]


def of_kind(kind: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = [part for part in BACKEND if part["kind"] == kind]
    return found


def pod() -> dict[str, Any]:
    spec: dict[str, Any] = of_kind("Deployment")["spec"]["template"]["spec"]
    return spec


def app_container() -> dict[str, Any]:
    container: dict[str, Any]
    (container,) = pod()["containers"]
    return container


def instructions(name: str) -> list[str]:
    return re.findall(rf"^\s*{name}\s+(.+?)\s*$", DOCKERFILE, re.MULTILINE)


def test_the_dockerfile_passes_hadolint() -> None:
    result = run(TOOLS / "hadolint", ROOT / "Dockerfile")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.name)
def test_the_manifests_fit_the_schemas_of_kubernetes(manifest: Path) -> None:
    result = run(TOOLS / "kubernetes-validate", "--strict", manifest)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_sound_sh(script: Path) -> None:
    result = run("sh", "-n", script)
    assert result.returncode == 0, result.stderr


def test_the_image_runs_as_an_unprivileged_user() -> None:
    assert json.loads(instructions("CMD")[-1]) == ["python", "app.py"]
    assert instructions("EXPOSE")[-1] == "5000"
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", instructions("USER")[-1])
    assert json.loads(instructions("ENTRYPOINT")[-1]) == ["python", "-m", "runtime.process_one"]
    assert [image.split()[0] for image in instructions("FROM")] == [
        "node:24-slim",
        "python:3.11-slim",
        "nginx:1.28-alpine",
        "python:3.11-slim",
    ]
    assert "/health/ready" in instructions("HEALTHCHECK")[-1]
    assert instructions("VOLUME") == ["/data"] and "DATA_DIR=/data" in instructions("ENV")[-1]


def test_the_image_contains_every_imported_package() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    shipped = {line[1:] for line in lines if line.startswith("!")}
    modules = [*ROOT.glob("*.py"), *(path for room in shipped for path in (ROOT / room).rglob("*.py"))]
    imported: set[str] = set()
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    rooms = {name for name in imported if (ROOT / name).is_dir()}
    assert rooms <= shipped, f"add to .dockerignore: {', '.join('!' + room for room in sorted(rooms - shipped))}"
    assert not shipped & {"tests", ".git", "var", ".venv", ".env", "bench"}


def test_compose_sets_known_settings_only() -> None:
    app = COMPOSE["services"]["app"]
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert not unknown(set(app["environment"]) | set(re.findall(r"\$\{([A-Z_]+)", text)))


def test_compose_waits_for_the_database_and_demands_the_secrets() -> None:
    app, mysql = COMPOSE["services"]["app"], COMPOSE["services"]["mysql"]
    assert app["depends_on"]["mysql"]["condition"] == "service_healthy" and mysql["healthcheck"]["test"]
    assert mysql["image"] == "mysql:8.4"
    for name in ("DB_PASSWORD", "JWT_SECRET_KEY", "API_KEY_SALT"):
        assert app["environment"][name].startswith("${" + name + ":?")
    for service in (app, mysql):
        assert service["restart"] == "unless-stopped" and service["mem_limit"] and service["volumes"]
        assert service["logging"]["options"]["max-size"]


def test_the_memory_limit_allows_two_large_analyses() -> None:
    assert COMPOSE["services"]["app"]["mem_limit"] == "1g"
    assert app_container()["resources"]["limits"]["memory"] == "1Gi"


def test_the_manifest_sets_known_settings_only() -> None:
    names = {entry["name"] for entry in app_container()["env"]}
    assert not unknown(names | set(of_kind("Secret")["stringData"]))


def test_the_cluster_serves_on_port_30080_of_every_node() -> None:
    service = of_kind("Service")["spec"]
    (port,) = service["ports"]
    (container_port,) = app_container()["ports"]
    assert service["type"] == "NodePort" and port["nodePort"] == 30080
    assert port["targetPort"] == container_port["name"] and container_port["containerPort"] == 5000
    assert service["selector"].items() <= of_kind("Deployment")["spec"]["template"]["metadata"]["labels"].items()


def test_the_manifest_probes_the_health_routes() -> None:
    paths = {name: probe["httpGet"]["path"] for name, probe in app_container().items() if name.endswith("Probe")}
    # A dead database must take a pod out of service and never restart it.
    assert paths == {
        "startupProbe": "/health/live",
        "livenessProbe": "/health/live",
        "readinessProbe": "/health/ready",
    }


def test_the_pod_may_do_nothing_but_serve() -> None:
    container = app_container()
    assert pod()["securityContext"]["runAsNonRoot"] and pod()["securityContext"]["runAsUser"] > 0
    assert pod()["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/tmp", "/data"}
    assert {"requests", "limits"} <= set(container["resources"])


def test_a_new_release_replaces_pods_without_a_gap() -> None:
    deployment = of_kind("Deployment")["spec"]
    assert deployment["replicas"] == 2 and deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_production_refuses_unchanged_placeholders() -> None:
    from settings import Settings, SettingsError

    environ = {entry["name"]: entry["value"] for entry in app_container()["env"]} | of_kind("Secret")["stringData"]
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(environ)
    assert {line.split()[0] for line in str(refused.value).splitlines()} == {
        "JWT_SECRET_KEY",
        "API_KEY_SALT",
        "DB_PASSWORD",
    }


def test_mysql_for_tests_says_why_it_cannot_be_had(tmp_path: Path) -> None:
    uname = tmp_path / "uname"
    uname.write_text("#!/bin/sh\necho Linux s390x\n", encoding="utf-8")
    uname.chmod(0o755)
    result = run(
        "sh",
        ROOT / "scripts/mysql-for-tests.sh",
        "start",
        tmp_path / "mysql",
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )
    assert result.returncode == 77 and not result.stdout
    assert result.stderr == "mysql-for-tests: only for Linux on x86_64\n"
