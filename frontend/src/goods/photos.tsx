/** The photos of a product: taken, dropped, put in order, deleted. */
import { useState } from "react";
import { api } from "../app/api";
import { isProblem, sentence } from "../app/problem";
import { useText, words } from "../app/language";
import { IconButton } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Badge } from "../ui/feedback";
import { FileDrop } from "../ui/file-drop";
import { Camera, ChevronLeft, ChevronRight, Trash2 } from "../ui/icons";
import { toast } from "../ui/toast";
import { type Product, remember } from "./data";
import { shrink } from "./shrink";

const text = words({
  id: {
    title: "Foto", drop: "Tarik foto ke sini, atau pilih", choose: "Pilih foto", hint: "JPEG, PNG, WebP, AVIF, atau GIF. Foto pertama tampil di toko.", camera: "Ambil foto", first: "Utama", busy: "Mengunggah…",
    earlier: (n: number) => `Pindahkan foto ${n} ke depan`, later: (n: number) => `Pindahkan foto ${n} ke belakang`, remove: (n: number) => `Hapus foto ${n}`, photo: (n: number, name: string) => `Foto ${n} ${name}`,
    removeTitle: "Hapus foto ini?", removeAction: "Hapus", full: (most: number) => `Paling banyak ${most} foto.`, list: "Urutan foto", added: "Foto ditambahkan.",
  },
  en: {
    title: "Photos", drop: "Drop photos here, or choose", choose: "Choose photos", hint: "JPEG, PNG, WebP, AVIF or GIF. The first one shows in the shop.", camera: "Take a photo", first: "Main", busy: "Uploading…",
    earlier: (n: number) => `Move photo ${n} forward`, later: (n: number) => `Move photo ${n} back`, remove: (n: number) => `Delete photo ${n}`, photo: (n: number, name: string) => `Photo ${n} of ${name}`,
    removeTitle: "Delete this photo?", removeAction: "Delete", full: (most: number) => `At most ${most} photos.`, list: "Order of the photos", added: "Photos added.",
  },
});

const MOST_PHOTOS = 10;

interface PhotosProps {
  /** Null until it is created; photos then wait. */
  product: Product | null;
  waiting: readonly File[];
  onWaiting: (files: readonly File[]) => void;
  onImages: (images: Product["images"]) => void;
}

export function Photos({ product, waiting, onWaiting, onImages }: PhotosProps) {
  const t = useText(text);
  const [busy, setBusy] = useState(false);
  const [order, setOrder] = useState<Product["images"] | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const images = order ?? product?.images ?? [];
  const act = async (work: () => PromiseLike<{ images: Product["images"] }>, done?: string) => {
    if (!product) return;
    setBusy(true);
    try {
      const { images: now } = await work();
      onImages(now);
      remember({ ...product, images: now, image_url: now[0]?.url ?? null });
      if (done) toast.done(done);
    } catch (error) {
      toast.failed(isProblem(error) && error.errors.length ? error.errors.map(({ msg }) => msg).join(" ") : sentence(error));
    } finally {
      setBusy(false);
      setOrder(null);
    }
  };
  const add = async (files: File[]) => {
    if (images.length + waiting.length + files.length > MOST_PHOTOS) return toast.failed(t.full(MOST_PHOTOS));
    const small = await Promise.all(files.map(shrink));
    if (product) await act(() => api.images.upload(product.id, { images: small }), t.added);
    else onWaiting([...waiting, ...small]);
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= images.length || from === to || !product || busy) return;
    const next = [...images];
    next.splice(to, 0, ...next.splice(from, 1));
    // Shown at once; the response confirms it.
    setOrder(next);
    void act(() => api.images.reorder(product.id, { image_ids: next.map(({ id }) => id) }));
  };
  const remove = async (id: number) => {
    if (product && await confirm({ title: t.removeTitle, action: t.removeAction, danger: true })) await act(() => api.images.delete(product.id, id));
  };
  return (
    <section className="card stack" aria-labelledby="photos-title" aria-busy={busy}>
      <h2 id="photos-title">{t.title}</h2>
      {images.length + waiting.length > 0 && (
        <ol className="photos" aria-label={t.list}>
          {images.map((image, place) => (
            <li
              key={image.id}
              draggable
              className={dragged === place ? "dragged" : undefined}
              onDragStart={(event) => { setDragged(place); event.dataTransfer.effectAllowed = "move"; }}
              onDragOver={(event) => { if (dragged !== null) event.preventDefault(); }}
              onDrop={(event) => { if (dragged !== null) { event.preventDefault(); move(dragged, place); } setDragged(null); }}
              onDragEnd={() => setDragged(null)}
            >
              <img src={image.urls.medium} alt={t.photo(place + 1, product?.name ?? "")} width={image.width} height={image.height} draggable={false} />
              {place === 0 && <Badge tone="good">{t.first}</Badge>}
              <div className="photo-actions">
                <IconButton icon={ChevronLeft} label={t.earlier(place + 1)} disabled={place === 0} onClick={() => move(place, place - 1)} />
                <IconButton icon={ChevronRight} label={t.later(place + 1)} disabled={place === images.length - 1} onClick={() => move(place, place + 1)} />
                <IconButton icon={Trash2} label={t.remove(place + 1)} onClick={() => void remove(image.id)} />
              </div>
            </li>
          ))}
          {waiting.map((file, place) => <Waiting key={`${file.name}${place}`} file={file} label={t.remove(place + 1)} onRemove={() => onWaiting(waiting.filter((each) => each !== file))} />)}
        </ol>
      )}
      <div className="photo-sources">
        <FileDrop label={busy ? t.busy : <><span className="desk-only">{t.drop}</span><span className="phone-only">{t.choose}</span></>} accept="image/*" multiple disabled={busy} onFiles={(files) => void add(files)} />
        <div className="phone-only"><FileDrop icon={Camera} label={t.camera} accept="image/*" camera disabled={busy} onFiles={(files) => void add(files)} /></div>
      </div>
      <p className="hint">{t.hint}</p>
    </section>
  );
}

function Waiting({ file, label, onRemove }: { file: File; label: string; onRemove: () => void }) {
  const [url] = useState(() => URL.createObjectURL(file));
  return (
    <li>
      <img src={url} alt={file.name} onLoad={() => URL.revokeObjectURL(url)} />
      <div className="photo-actions"><IconButton icon={Trash2} label={label} onClick={onRemove} /></div>
    </li>
  );
}
