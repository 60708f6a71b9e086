import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { confirm, Dialog, useDialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { FileDrop } from "../ui/file-drop";
import { Camera, Trash2 } from "../ui/icons";
import { toast } from "../ui/toast";
import { type Profile, useKeepProfile } from "./profile";
import { Avatar } from "./settings";

const MOST_BYTES = 10_000_000;

const text = words({
  id: {
    change: "Ganti foto", add: "Tambah foto", remove: "Hapus foto", removeTitle: "Hapus foto Anda?", title: "Foto Anda", drop: "Pilih foto, atau lepaskan di sini",
    hint: "JPEG, PNG, WebP, AVIF, atau GIF sampai 10 MB", tooLarge: "Foto ini lebih dari 10 MB. Pilih yang lebih kecil.", save: "Pakai foto ini",
    another: "Pilih yang lain", saved: "Foto Anda sudah diganti.", removed: "Foto Anda sudah dihapus.", preview: "Foto yang dipilih",
  },
  en: {
    change: "Change photo", add: "Add a photo", remove: "Delete photo", removeTitle: "Delete your photo?", title: "Your photo", drop: "Choose a photo, or drop it here",
    hint: "JPEG, PNG, WebP, AVIF or GIF up to 10 MB", tooLarge: "This photo is larger than 10 MB. Choose a smaller one.", save: "Use this photo",
    another: "Choose another", saved: "Your photo was changed.", removed: "Your photo was deleted.", preview: "The chosen photo",
  },
});

export function AvatarForm({ profile }: { profile: Profile }) {
  const t = useText(text);
  const keep = useKeepProfile();
  const dialog = useDialog();
  const removal = useMutation({
    mutationFn: () => api.avatars.delete(),
    onSuccess: () => { keep({ ...profile, avatar_url: null }); toast.done(t.removed); },
    onError: (error) => toast.failed(sentence(error)),
  });
  const remove = async () => {
    if (await confirm({ title: t.removeTitle, action: t.remove, danger: true })) removal.mutate();
  };
  return (
    <div className="row">
      <Avatar name={profile.name} url={profile.avatar_url} />
      <Button icon={Camera} onClick={() => dialog.open(true)}>{profile.avatar_url ? t.change : t.add}</Button>
      {profile.avatar_url && <Button look="quiet" icon={Trash2} busy={removal.isPending} onClick={() => void remove()}>{t.remove}</Button>}
      {dialog.value && <AvatarDialog profile={profile} onClose={dialog.close} />}
    </div>
  );
}

function AvatarDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useText(text);
  const keep = useKeepProfile();
  const [file, setFile] = useState<File | null>(null);
  const preview = usePreview(file);
  const upload = useMutation({
    mutationFn: (avatar: File) => api.avatars.upload({ avatar }),
    onSuccess: ({ avatar_url }) => { keep({ ...profile, avatar_url }); toast.done(t.saved); onClose(); },
  });
  const tooLarge = file !== null && file.size > MOST_BYTES;
  const choose = (next: File | null) => { upload.reset(); setFile(next); };
  const actions = file && (
    <>
      <Button onClick={() => choose(null)}>{t.another}</Button>
      {!tooLarge && <Button look="primary" busy={upload.isPending} onClick={() => upload.mutate(file)}>{t.save}</Button>}
    </>
  );
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={actions}>
      <div className="stack">
        {file ? <span role="img" aria-label={t.preview}><Avatar name={profile.name} url={preview} large /></span>
          : <FileDrop label={t.drop} hint={t.hint} accept="image/*" onFiles={([first]) => choose(first ?? null)} />}
        {tooLarge && <Alert tone="danger"><p>{t.tooLarge}</p></Alert>}
        {upload.error && <Alert tone="danger"><p>{sentence(upload.error)}</p></Alert>}
      </div>
    </Dialog>
  );
}

/** Return a URL that shows the file, as long as the component is there. */
function usePreview(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setUrl(null);
    const next = URL.createObjectURL(file);
    setUrl(next);
    return () => URL.revokeObjectURL(next);
  }, [file]);
  return url;
}
