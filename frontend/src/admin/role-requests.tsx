import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { roleNames } from "../account/role-names";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { Alert, EmptyState, LoadedList } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { UserCog } from "../ui/icons";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { Admin, StateBadge, useStateNames } from "./admin";

const text = words({
  id: {
    wants: (name: string, role: string) => `${name} ingin menjadi ${role.toLowerCase()}`, state: "Keadaan", none: "Tidak ada permintaan di sini", noneHint: "Permintaan baru muncul di sini dan lewat email.",
    note: "Pesan untuk orang ini", grant: "Berikan", deny: "Tolak", granted: "Peran diberikan.", denied: "Permintaan ditolak.", said: "Tanpa pesan",
  },
  en: {
    wants: (name: string, role: string) => `${name} wants to be a ${role.toLowerCase()}`, state: "State", none: "No requests here", noneHint: "New requests appear here and come by e-mail.",
    note: "Message to this person", grant: "Grant", deny: "Deny", granted: "The role is granted.", denied: "The request is denied.", said: "No message",
  },
});

const STATES = ["pending", "granted", "denied"] as const;

export default function RoleRequests() {
  const t = useText(text);
  const states = useStateNames();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((each) => each === params.get("state")) ?? "pending";
  const requests = useList(["role-requests", state], (cursor) => api.roleRequests.list({ state, cursor }));
  return (
    <Admin page="roleRequests" actions={<Segments label={t.state} value={state} onChange={(next) => setParams({ state: next }, { replace: true })} choices={STATES.map((value) => ({ value, label: states[value] }))} />}>
      <LoadedList query={requests} rows={(page) => page.role_requests} empty={<EmptyState icon={UserCog} title={t.none}>{t.noneHint}</EmptyState>}>
        {(rows) => <ul className="stack">{rows.map((request) => <Request key={request.id} request={request} />)}</ul>}
      </LoadedList>
    </Admin>
  );
}

function Request({ request }: { request: Schemas["RoleRequest"] }) {
  const t = useText(text);
  const names = useText(roleNames);
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: async (state: "granted" | "denied") => api.roleRequests.decide(request.id, { state, note }),
    onSuccess: async ({ state }) => {
      toast.done(state === "granted" ? t.granted : t.denied);
      await client.invalidateQueries({ queryKey: ["role-requests"] });
    },
  });
  return (
    <li className="card stack">
      <div className="row between">
        <div>
          <h2>{t.wants(request.user_name, names[request.role])}</h2>
          <p className="soft small">{formatMoment(request.created_at)}</p>
        </div>
        <StateBadge state={request.state} />
      </div>
      <p>{request.note || <span className="soft">{t.said}</span>}</p>
      {request.decision && <p className="soft">{request.decision}</p>}
      {decide.error && <Alert tone="danger"><p>{sentence(decide.error)}</p></Alert>}
      {request.state === "pending" && (
        <>
          <TextField label={t.note} optional maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          <div className="row">
            <Button look="primary" busy={decide.isPending && decide.variables === "granted"} onClick={() => decide.mutate("granted")}>{t.grant}</Button>
            <Button busy={decide.isPending && decide.variables === "denied"} onClick={() => decide.mutate("denied")}>{t.deny}</Button>
          </div>
        </>
      )}
    </li>
  );
}
