"""The files of deploy/: compose, overlays for Kubernetes, systemd units, scripts, and the workflow of CI."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from routes import LEGACY_PATHS, WINGS
from support.app import ROOT
from support.deployments.deployment import TOOLS, run, unknown
from support.deployments.nginx import SITE

DEPLOY = ROOT / "deploy"
OVERLAYS = ("k8s", "deploy/k8s/single-node", "deploy/k8s/production")
MANIFESTS = sorted(path for path in DEPLOY.glob("k8s/*/*.yaml") if path.name != "kustomization.yaml")
SCRIPTS = sorted(DEPLOY.glob("*.sh"))
UNITS = sorted(DEPLOY.glob("systemd/*.service"))
PROD, SPLIT = (
    yaml.safe_load((DEPLOY / f"compose.{name}.yaml").read_text(encoding="utf-8")) for name in ("prod", "split")
)
SECRETS = {"DB_PASSWORD", "JWT_SECRET_KEY", "API_KEY_SALT", "BACKUP_PASSPHRASE"}


@cache
def built(overlay: str) -> str:
    if shutil.which("kubectl") is None:
        pytest.skip("kubectl is missing, which builds overlays")
    result = run("kubectl", "kustomize", ROOT / overlay)
    assert result.returncode == 0, result.stderr
    return result.stdout


def parts(overlay: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(part["kind"], part["metadata"]["name"]): part for part in yaml.safe_load_all(built(overlay))}


def pod_of(part: dict[str, Any]) -> dict[str, Any]:
    spec = part["spec"]
    pod: dict[str, Any] = spec.get("jobTemplate", {}).get("spec", spec)["template"]["spec"]
    return pod


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_overlays_fit_the_schemas_of_kubernetes(overlay: str, tmp_path: Path) -> None:
    path = tmp_path / "built.yaml"
    path.write_text(built(overlay), encoding="utf-8")
    result = run(TOOLS / "kubernetes-validate", "--strict", path)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.name)
def test_each_manifest_fits_the_schemas_of_kubernetes(manifest: Path) -> None:
    result = run(TOOLS / "kubernetes-validate", "--strict", manifest)
    assert result.returncode == 0, result.stdout + result.stderr


def test_one_node_keeps_its_files_and_its_port() -> None:
    found = parts("deploy/k8s/single-node")
    app = found["Deployment", "finenice-backend"]["spec"]
    assert app["replicas"] == 1 and app["strategy"] == {"type": "Recreate"}
    assert {"name": "data", "persistentVolumeClaim": {"claimName": "finenice-data"}} in pod_of({"spec": app})["volumes"]
    assert found["Service", "finenice-backend"]["spec"]["ports"][0]["nodePort"] == 30080


def test_all_programs_of_a_cluster_have_the_settings_of_the_app() -> None:
    found = parts("deploy/k8s/production")
    app = pod_of(found["Deployment", "finenice-backend"])
    values = {entry["name"]: entry["value"] for entry in app["containers"][0]["env"]}
    assert not unknown(set(values)) and values["RUN_JOBS"] == "0" and values["TRUSTED_PROXIES"] == "1"
    for key, command in {
        ("Deployment", "finenice-worker"): ["flask", "worker"],
        ("Job", "finenice-migrate"): ["flask", "db", "upgrade"],
        ("CronJob", "finenice-backup"): ["flask", "backup"],
    }.items():
        pod = pod_of(found[key])
        (container,) = pod["containers"]
        assert container["args"] == command and "command" not in container
        for name in ("env", "envFrom", "image", "securityContext", "volumeMounts"):
            assert container[name] == app["containers"][0][name], (key, name)
        for name in ("securityContext", "volumes"):
            assert pod[name] == app[name], (key, name)


def test_a_cluster_is_reached_by_its_ingress_alone() -> None:
    found = parts("deploy/k8s/production")
    service = found["Service", "finenice-backend"]["spec"]
    assert service["type"] == "ClusterIP" and "nodePort" not in service["ports"][0]
    assert found["Ingress", "finenice-backend"]["spec"]["tls"]
    assert "replicas" not in found["Deployment", "finenice-backend"]["spec"]
    assert found["HorizontalPodAutoscaler", "finenice-backend"]["spec"]["minReplicas"] == 2
    assert found["PodDisruptionBudget", "finenice-backend"]["spec"]["minAvailable"] == 1
    policies = [part["spec"]["podSelector"] for (kind, _), part in found.items() if kind == "NetworkPolicy"]
    covered: set[str] = set()
    for selector in policies:
        covered |= {selector.get("matchLabels", {}).get("app", "")}
        covered |= {value for rule in selector.get("matchExpressions", ()) for value in rule["values"]}
    for (kind, name), part in found.items():
        if kind not in ("Deployment", "Job", "CronJob"):
            continue
        assert part["metadata"]["labels"]["app"] in covered, name
        pod = pod_of(part)
        assert pod["automountServiceAccountToken"] is False and pod["securityContext"]["runAsNonRoot"], name
        for container in pod["containers"]:
            assert container["resources"]["limits"]["memory"], name
            assert container["securityContext"]["readOnlyRootFilesystem"], name
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, name


def test_compose_for_production_confines_its_containers() -> None:
    assert {"app1", "app2", "worker", "mysql", "redis", "nginx"} == PROD["services"].keys()
    for name, service in PROD["services"].items():
        assert service["restart"] == "unless-stopped" and service["mem_limit"] and service["cpus"], name
        assert service["logging"]["options"]["max-size"] and service["pids_limit"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert ("ports" in service) == (name == "nginx")
        if name != "mysql":
            assert service["read_only"] and service["cap_drop"] == ["ALL"], name
    apps = [PROD["services"][name] for name in ("app1", "app2", "worker")]
    for app in apps:
        assert not unknown(set(app["environment"]))
        assert {f"{name}_FILE" for name in SECRETS} <= app["environment"].keys() and not SECRETS & app[
            "environment"
        ].keys()
        assert app["depends_on"]["mysql"]["condition"] == "service_healthy" and app["volumes"] == ["data:/data"]
    assert apps[2]["command"] == ["flask", "worker"] and "command" not in apps[0]
    text = (DEPLOY / "compose.prod.yaml").read_text(encoding="utf-8")
    assert not unknown(set(re.findall(r"\$\{([A-Z_]+)", text)))


def test_nginx_knows_the_addresses_of_compose() -> None:
    def servers(name: str) -> dict[str, list[str]]:
        text = (SITE / f"upstream-{name}.conf").read_text(encoding="utf-8")
        blocks = re.findall(r"upstream finenice_(\w+) \{(.*?)\n\}", text, re.DOTALL)
        for _, block in blocks:
            assert block.count(" max_fails=0;") == block.count("    server ") and "keepalive_timeout 5s;" in block
        return {service: re.findall(r"server ([\d.]+):5000 ", block) for service, block in blocks}

    def address(service: dict[str, Any]) -> str:
        return str(service["networks"]["shop"]["ipv4_address"])

    whole = [address(PROD["services"][name]) for name in ("app1", "app2")]
    assert servers("compose") == {"shop": whole}
    split = {name: [address(service)] for name, service in SPLIT["services"].items() if name != "nginx"}
    assert servers("split") == {"shop": whole, **split}
    assert {name: SPLIT["services"][name]["environment"]["SERVICE"] for name in split} == {name: name for name in split}
    assert all(SPLIT["services"][name]["extends"] == {"file": "compose.prod.yaml", "service": "app2"} for name in split)


def test_nginx_splits_the_services_as_the_shop_does() -> None:
    text = (SITE / "upstream-split.conf").read_text(encoding="utf-8")
    rules = re.findall(r"^    ~(\S+) finenice_(\w+);", text, re.MULTILINE)
    for path, _, part in (row for wing in WINGS for row in wing.RESOURCES):
        for prefix in ("/api", "/api/v1"):
            address = f"{prefix}/{re.sub('<.*?>', '7', path)}"
            routed = next((service for pattern, service in rules if re.search(pattern, address)), "shop")
            assert routed == (part if part in LEGACY_PATHS else "shop"), address


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_the_units_are_valid_and_confined(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is missing")
    copy = tmp_path / unit.name
    # The program is installed elsewhere than in /opt here.
    copy.write_text(re.sub(r"/opt/finenice/.venv/bin/\w+", "/bin/true", unit.read_text(encoding="utf-8")))
    verified = run("systemd-analyze", "verify", "--man=no", copy)
    assert verified.returncode == 0 and not verified.stderr, verified.stderr
    confined = run("systemd-analyze", "security", "--offline=true", "--threshold=20", copy)
    assert confined.returncode == 0, confined.stdout
    names = {
        name
        for line in re.findall(r"^Environment=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        for name in re.findall(r"(\w+)=", line)
    }
    assert not unknown(names - {"PYTHONDONTWRITEBYTECODE", "TMPDIR"})
    stop = re.search(r"^ExecStart=/opt/finenice/.venv/bin/(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert stop is not None and stop[1] in ("python app.py", "flask worker")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_sound_and_explain_themselves(script: Path) -> None:
    assert run("sh", "-n", script).returncode == 0 and os.access(script, os.X_OK)
    refused = run("sh", script)
    assert refused.returncode == 1 and "usage: deploy/" in refused.stderr


def test_the_workflow_of_ci_is_pinned_and_safe() -> None:
    workflow = ROOT / ".github/workflows/ci.yml"
    for action in re.findall(r"uses: (\S+)", workflow.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), action
    result = run(TOOLS / "zizmor", "--offline", "--persona=pedantic", workflow)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_shop_is_prepared_once(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "PRIVATE": str(tmp_path / "private"), "ENV_FILE": str(tmp_path / "env")}
    assert run("sh", DEPLOY / "prepare.sh", "http://toko.lan", env=env).returncode == 1
    first = run("sh", DEPLOY / "prepare.sh", "https://toko.lan", env=env)
    assert first.returncode == 0, first.stderr
    assert (tmp_path / "env").read_text() == "PUBLIC_URL=https://toko.lan\n"
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    secrets = {path.name: path.read_text().strip() for path in (tmp_path / "private/secrets").iterdir()}
    assert secrets.keys() == {name.lower() for name in SECRETS} == set(PROD["secrets"])
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in secrets.values()) and len(set(secrets.values())) == 4
    assert not any(value in first.stdout + first.stderr for value in secrets.values())
    assert run("sh", DEPLOY / "prepare.sh", "https://toko.lan", env=env).returncode == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_a_local_ca_certifies_its_own_names_alone(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "PRIVATE": str(tmp_path)}
    assert run("sh", DEPLOY / "local-ca.sh", "toko.lan", "127.0.0.1", env=env).returncode == 0
    authority = (tmp_path / "ca/ca.crt").read_bytes()
    for name in ("toko.lan", "127.0.0.1"):
        assert _greets(tmp_path / "tls", name) == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError):
        _greets(tmp_path / "tls", "bank.example")
    served = (tmp_path / "tls/fullchain.pem").read_bytes()
    for other in ("bank.example", "127.0.0.2", "evil;name"):
        assert run("sh", DEPLOY / "local-ca.sh", other, env=env).returncode == 1
    assert (tmp_path / "tls/fullchain.pem").read_bytes() == served
    # A renewal keeps the CA that the telephones know.
    assert run("sh", DEPLOY / "local-ca.sh", "toko.lan", env=env).returncode == 0
    assert (tmp_path / "ca/ca.crt").read_bytes() == authority == (tmp_path / "tls/ca.crt").read_bytes()
    assert (tmp_path / "tls/fullchain.pem").read_bytes() != served
    assert not (tmp_path / "tls/ca.key").exists() and (tmp_path / "ca/ca.key").stat().st_mode & 0o077 == 0


def _greets(tls: Path, name: str) -> str | None:
    """Serve the certificate to a client that trusts the CA, and return the version of TLS."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tls / "fullchain.pem", tls / "privkey.pem")
    client = ssl.create_default_context(cafile=str(tls / "ca.crt"))
    near, far = socket.socketpair()
    near.settimeout(10)
    far.settimeout(10)

    def serve() -> None:
        try:
            server.wrap_socket(far, server_side=True).close()
        except OSError:
            far.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(near, server_hostname=name) as encrypted:
            return encrypted.version()
    finally:
        near.close()
        thread.join(10)


FIREWALL = """
set -e
firewall="sh deploy/firewall.sh"
$firewall --show
nft list ruleset | wc -l
echo yes | WAIT_SECONDS=20 SSH_CONNECTION="192.0.2.1 4711 192.0.2.2 2222" $firewall --apply
echo no | OPEN=80 SSH_CONNECTION="192.0.2.1 4711 192.0.2.2 2222" $firewall --apply && exit 1
SSH_CONNECTION="192.0.2.1 4711 192.0.2.2 2222" $firewall --show
OPEN="80 http" $firewall --show && exit 1
nft --stateless list table inet finenice
"""


def test_the_firewall_shows_first_and_comes_back_unless_confirmed() -> None:
    place = ROOT / "var/nftables"
    env = {"PATH": f"{os.environ['PATH']}:/usr/sbin:{place}/usr/sbin"}
    if (place / "usr/lib").is_dir():
        (libraries,) = {str(path.parent) for path in place.glob("usr/lib/*/libnftables.so.1")}
        env["LD_LIBRARY_PATH"] = libraries
    if shutil.which("nft", path=env["PATH"]) is None:
        pytest.skip("nft is missing: sh scripts/install-server.sh nftables nft nftables")
    namespace = ["unshare", "--user", "--map-root-user", "--net"]
    if run(*namespace, "nft", "list", "ruleset", env=env).returncode:
        pytest.skip("this system allows no firewall in a namespace of its own")
    result = run(*namespace, "sh", "-c", FIREWALL, cwd=ROOT, env=env)
    assert result.returncode == 0, result.stdout + result.stderr
    shown, _, applied = result.stdout.partition("\n0\n")
    assert '+        tcp dport { 80, 443 } accept comment "the shop"' in shown
    assert '-        tcp dport { 80, 443 } accept comment "the shop"' in applied
    assert "firewall: not confirmed; the earlier rules are back" in applied
    assert "firewall: the rules are in force already" in applied
    assert result.stderr == "firewall: OPEN: http is not a port\n"
    final = applied.rpartition("table inet finenice {")[2]
    assert "policy drop;" in final and "tcp dport { 22, 2222 } accept" in final and "{ 80, 443 }" in final
