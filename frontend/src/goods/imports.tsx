import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../app/api";
import { formatMoment, formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { useTitle } from "../app/title";
import { Button } from "../ui/button";
import { save } from "../ui/download";
import { Badge, LoadedList } from "../ui/feedback";
import { ChevronRight, Download } from "../ui/icons";
import { PageTabs } from "../ui/tabs";
import { toast } from "../ui/toast";
import { goodsTabs, goodsText } from "./data";
import { type ImportSummary, importText, tones } from "./import-data";
import { Upload } from "./upload";
import "./goods.css";

const text = words({
  id: { title: "Impor barang", template: "Unduh templat", earlier: "Impor sebelumnya", counts: (created: string, updated: string, failed: string) => `${created} baru · ${updated} berubah · ${failed} perlu diperbaiki`, none: "Belum ada impor. Berkas pertama Anda muncul di sini." },
  en: { title: "Import goods", template: "Download the template", earlier: "Earlier imports", counts: (created: string, updated: string, failed: string) => `${created} new · ${updated} changed · ${failed} to correct`, none: "No imports yet. Your first file appears here." },
});

export default function GoodsImports() {
  const t = useText(text);
  const names = useText(goodsText);
  useTitle(t.title);
  const navigate = useNavigate();
  const client = useQueryClient();
  const imports = useList(["imports"], (cursor, signal) => api.imports.list({ cursor }, { signal }));
  const [busy, setBusy] = useState(false);
  const template = async () => {
    setBusy(true);
    try {
      save("produk.csv", `\ufeff${await api.imports.downloadTemplate()}`);
    } catch (error) {
      toast.failed(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="page-head">
        <h1>{t.title}</h1>
        <Button icon={Download} busy={busy} onClick={() => void template()}>{t.template}</Button>
      </div>
      <PageTabs label={names.places} tabs={goodsTabs(names)} />
      <div className="stack loose">
        <Upload onStarted={(started) => { client.setQueryData(["import", started.id], started); void client.invalidateQueries({ queryKey: ["imports"] }); void navigate(`/goods/imports/${started.id}`); }} />
        <section className="stack tight">
          <h2>{t.earlier}</h2>
          <LoadedList query={imports} rows={(page) => page.imports} empty={<p className="soft">{t.none}</p>}>
            {(rows) => <ul className="list">{rows.map((row) => <li key={row.id}><Row row={row} /></li>)}</ul>}
          </LoadedList>
        </section>
      </div>
    </>
  );
}

function Row({ row }: { row: ImportSummary }) {
  const t = useText(text);
  const states = useText(importText);
  const { created, updated, failed } = row.counts;
  return (
    <Link to={`/goods/imports/${row.id}`} className="list-row with-state">
      <div className="grow">
        <p className="goods-wrap">{row.filename}</p>
        <p>{formatMoment(row.created_at)} · {t.counts(formatNumber(created), formatNumber(updated), formatNumber(failed))}</p>
      </div>
      <span className="row end">{row.dry_run && <Badge>{states.dryRun}</Badge>}<Badge tone={row.state === "done" && failed ? "warning" : tones[row.state]}>{states.states[row.state]}</Badge></span>
      <ChevronRight size={18} aria-hidden />
    </Link>
  );
}
