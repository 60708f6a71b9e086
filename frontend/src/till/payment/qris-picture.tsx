/** The shop's QRIS code with the amount in it. That the money has come, only the cashier sees. */
import { useEffect, useState } from "react";
import { useText, words } from "../../app/language";
import { type Drawing, drawQr, qrisMerchant, qrisWithAmount } from "../qris.ts";

const text = words({
  id: { code: (name: string) => `Kode QRIS ${name}` },
  en: { code: (name: string) => `QRIS code of ${name}` },
});

export default function QrisPicture({ fixed, amount }: { fixed: string; amount: number }) {
  const t = useText(text);
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let current = true;
    // Without a picture the cashier shows the printed code.
    drawQr(qrisWithAmount(fixed, amount)).then((drawn) => { if (current) setDrawing(drawn); }, () => undefined);
    return () => { current = false; };
  }, [fixed, amount]);
  if (!drawing) return <div className="till-qr" />;
  const { name } = qrisMerchant(fixed);
  return (
    <figure className="till-qr">
      <svg viewBox={drawing.viewBox} role="img" aria-label={t.code(name)}><path d={drawing.path} /></svg>
      <figcaption className="small soft">{name}</figcaption>
    </figure>
  );
}
