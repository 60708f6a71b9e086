import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { LogOut } from "../ui/icons";
import { useText, words } from "./language";
import { placeNames } from "./navigation";
import { PlaceLink, useGroups } from "./places";
import { Preferences } from "./preferences";
import { useSession } from "./session";

const text = words({
  id: { menu: "Menu", signOut: "Keluar", api: "Dokumentasi API" },
  en: { menu: "Menu", signOut: "Sign out", api: "API documentation" },
});

/** All places, the preferences and the sign-out, on phones. */
export default function MoreSheet({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const names = useText(placeNames);
  const { user, signOut } = useSession();
  return (
    <Dialog title={t.menu} kind="sheet" onClose={onClose}>
      <div className="stack">
        {useGroups().map(({ name, places }) => (
          <div key={name}>
            <p className="group-name">{names.groups[name]}</p>
            {places.map((place) => <PlaceLink key={place.name} place={place} onClick={onClose} />)}
          </div>
        ))}
        <Preferences />
        <a href="/docs">{t.api}</a>
        {user && <Button icon={LogOut} wide onClick={() => { onClose(); void signOut(); }}>{t.signOut}</Button>}
      </div>
    </Dialog>
  );
}
