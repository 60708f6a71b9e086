"""What is shipped for Prometheus and Grafana: the rules, their tests, and the dashboard."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from runtime import gauges
from support.app import ROOT
from telemetry import metrics

MONITORING = ROOT / "deploy/monitoring"
RULES = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"][0]["rules"]
DASHBOARD = json.loads((MONITORING / "dashboard.json").read_text())
REFERENCE = (ROOT / "docs/reference/metrics.md").read_text()
PLACES = [os.environ.get("PATH", os.defpath), str(ROOT / "var/promtool")]
PROMTOOL = shutil.which("promtool", path=os.pathsep.join(PLACES))
KNOWN = {metric.name: metric for metric in (*metrics.COUNTED.values(), *gauges.ALL)}
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "summary": ("_sum", "_count")}


def series() -> dict[str, set[str]]:
    """Return the names that Prometheus stores, with their labels."""
    found: dict[str, set[str]] = {}
    for metric in KNOWN.values():
        for suffix in SUFFIXES.get(metric.kind, ("",)):
            more = {"le"} if suffix == "_bucket" else set()
            found[metric.name + suffix] = {*metric.labels, *more, "instance", "job"}
    return found


def queries() -> list[str]:
    panels: list[dict[str, Any]] = DASHBOARD["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


def promtool(*arguments: str | Path, cwd: Path = MONITORING) -> subprocess.CompletedProcess[str]:
    if PROMTOOL is None:
        pytest.skip("promtool is missing: scripts/install-promtool.sh")
    words = [PROMTOOL, *map(str, arguments)]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("expression", [*(rule["expr"] for rule in RULES), *queries()])
def test_a_query_names_series_and_labels_that_exist(expression: str) -> None:
    known = series()
    named = re.findall(r"\b(finenice_\w+)(?:\{([^}]*)\})?", expression)
    assert named or "up{" in expression
    for name, matchers in named:
        assert name in known
        assert set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers)) <= known[name]
    for grouped in re.findall(r"by \(([\w, ]+)\)", expression):
        assert set(grouped.split(", ")) <= set().union(*(known[name] for name, _ in named))


def test_every_alert_says_what_to_do() -> None:
    for rule in RULES:
        assert rule["labels"]["severity"] in ("page", "ticket"), rule
        assert rule["annotations"].keys() == {"summary", "action"}, rule
    assert len({rule["alert"] for rule in RULES}) == len(RULES)


def test_the_reference_lists_every_metric_and_alert() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ([^|]*) \|", REFERENCE, re.MULTILINE)
    assert {name: (kind, re.findall(r"`(\w+)`", labels)) for name, kind, labels in rows if name in KNOWN} == {
        metric.name: (metric.kind, list(metric.labels)) for metric in KNOWN.values()
    }
    assert set(re.findall(r"`(Finenice\w+)`", REFERENCE)) == {rule["alert"] for rule in RULES}


def test_promtool_accepts_configuration_and_rules() -> None:
    for arguments in (("check", "config", "prometheus.yaml"), ("test", "rules", "alerts-test.yaml")):
        done = promtool(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_accepts_the_queries_of_the_dashboard(tmp_path: Path) -> None:
    expressions = [query.replace("$instance", ".*") for query in queries()]
    rules = [{"record": f"panel:{number}", "expr": each} for number, each in enumerate(expressions)]
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    done = promtool("check", "rules", "rules.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_accepts_the_text_of_all_metrics() -> None:
    if PROMTOOL is None:
        pytest.skip("promtool is missing: scripts/install-promtool.sh")
    script = """
from runtime import gauges
from telemetry import metrics
metrics.share_memory()
for metric in metrics.COUNTED.values():
    if metric.kind == "counter":
        metrics.count(metric.name, *metric.labels)
metrics.request("/api/products", "GET", 200, 0.007)
metrics.statement('a"b\\\\c', 0.1)
metrics.pool_wait(0)
metrics.job("sweep", "done", 1)
for metric in gauges.ALL:
    print("\\n".join(metrics.gauge(metric, [(metric.labels, 1.5)])))
print("\\n".join(metrics.counted()))
"""
    command = [sys.executable, "-c", script]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    done = subprocess.run(
        [PROMTOOL, "check", "metrics"], input=text, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
