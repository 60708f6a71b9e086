import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatMoment, formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Badge, Loaded, Skeleton } from "../ui/feedback";
import { Monitor, Smartphone } from "../ui/icons";
import { toast } from "../ui/toast";
import { isHandheld, useDeviceName } from "./devices";
import { useReauthentication } from "./reauthentication";

const text = words({
  id: {
    current: "Perangkat ini", used: (moment: string, address: string) => `Terakhir dipakai ${moment} dari ${address}`, since: (moment: string) => `Masuk ${moment}`, end: "Akhiri", endNamed: (name: string) => `Akhiri ${name}`,
    endTitle: (name: string) => `Keluarkan ${name}?`, endDetail: "Siapa pun yang memakai perangkat itu harus masuk lagi.", ended: "Perangkat itu sudah dikeluarkan.",
    all: "Akhiri semua perangkat lain", allTitle: "Keluarkan semua perangkat lain?", allDetail: "Hanya perangkat ini yang tetap masuk.", allEnded: (count: string) => `${count} perangkat dikeluarkan.`,
  },
  en: {
    current: "This device", used: (moment: string, address: string) => `Last used ${moment} from ${address}`, since: (moment: string) => `Signed in ${moment}`, end: "End", endNamed: (name: string) => `End ${name}`,
    endTitle: (name: string) => `Sign out ${name}?`, endDetail: "Whoever uses that device will have to sign in again.", ended: "That device is signed out.",
    all: "End all other devices", allTitle: "Sign out all other devices?", allDetail: "Only this device stays signed in.", allEnded: (count: string) => `${count} devices are signed out.`,
  },
});

type Session = Schemas["Session"];

export function Sessions() {
  const t = useText(text);
  const client = useQueryClient();
  const { run, dialog } = useReauthentication();
  const query = useQuery({ queryKey: ["sessions"], queryFn: () => api.auth.listSessions() });
  const ending = useMutation({
    mutationFn: async (session: Session | null) => {
      let message = t.ended;
      const done = await run(async (current_password) => {
        const body = current_password === undefined ? {} : { current_password };
        if (session) await api.auth.endSession(session.id, body);
        else message = t.allEnded(formatNumber((await api.auth.endAllSessions(body)).ended));
      });
      if (done) toast.done(message);
    },
    onError: (error) => toast.failed(sentence(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const nameDevice = useDeviceName();
  const name = (session: Session) => nameDevice(session.user_agent);
  const endOne = async (session: Session) => {
    if (await confirm({ title: t.endTitle(name(session)), detail: t.endDetail, action: t.end, danger: true })) ending.mutate(session);
  };
  const endOthers = async () => {
    if (await confirm({ title: t.allTitle, detail: t.allDetail, action: t.all, danger: true })) ending.mutate(null);
  };
  return (
    <Loaded query={query} skeleton={<Skeleton lines={3} height={60} />}>
      {({ sessions }) => (
        <>
          <ul className="list">
            {sessions.map((session) => {
              const Icon = isHandheld(session.user_agent) ? Smartphone : Monitor;
              return (
                <li key={session.id} className="list-row">
                  <Icon size={20} aria-hidden />
                  <div className="grow">
                    <p>{name(session)} {session.current && <Badge tone="good">{t.current}</Badge>}</p>
                    <p>{t.used(formatMoment(session.refreshed_at), session.address)}</p>
                    <p>{t.since(formatMoment(session.created_at))}</p>
                  </div>
                  {!session.current && (
                    <Button aria-label={t.endNamed(name(session))} busy={ending.isPending && ending.variables?.id === session.id} onClick={() => void endOne(session)}>{t.end}</Button>
                  )}
                </li>
              );
            })}
          </ul>
          {sessions.length > 1 && <div><Button busy={ending.isPending && ending.variables === null} onClick={() => void endOthers()}>{t.all}</Button></div>}
          {dialog}
        </>
      )}
    </Loaded>
  );
}
