/** The certificate of a completed course: look at it, keep it, show it. */
import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatDate, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { saveBlob } from "../ui/download";
import { Award, Download, ExternalLink, Share2, TriangleAlert } from "../ui/icons";
import { share } from "../ui/share";
import { toast } from "../ui/toast";

const text = words({
  id: {
    title: "Sertifikat Anda", issued: (day: string) => `Diterbitkan ${day}`, view: "Lihat", download: "Unduh PDF", share: "Bagikan", copied: "Tautan sertifikat disalin.",
    revoked: "Sertifikat ini sudah dicabut", revokedHint: "Hubungi penyelenggara kursus bila Anda merasa ini keliru.", file: (code: string) => `sertifikat-${code}.pdf`,
    congratulations: "Selamat, kursus ini tuntas",
  },
  en: {
    title: "Your certificate", issued: (day: string) => `Issued on ${day}`, view: "View", download: "Download PDF", share: "Share", copied: "The link to the certificate is copied.",
    revoked: "This certificate was revoked", revokedHint: "Contact the course's teacher if you think this is a mistake.", file: (code: string) => `certificate-${code}.pdf`,
    congratulations: "Well done, you completed this course",
  },
});

interface Props {
  certificate: Schemas["IssuedCertificate"];
  courseTitle: string;
  /** Whether the course was completed just now. */
  fresh?: boolean;
}

export function CertificateCard({ certificate, courseTitle, fresh }: Props) {
  const t = useText(text);
  const { code, url, valid, issued_at } = certificate;
  const pdf = useMutation({
    mutationFn: () => api.certificates.downloadPdf(code),
    onSuccess: (blob) => saveBlob(t.file(code), blob),
    onError: (error) => toast.failed(sentence(error)),
  });
  if (!valid) {
    return (
      <section className="card certificate-card revoked">
        <TriangleAlert size={28} aria-hidden />
        <div className="grow"><h2>{t.revoked}</h2><p className="soft small">{t.revokedHint}</p></div>
      </section>
    );
  }
  return (
    <section className={`card certificate-card ${fresh ? "fresh" : ""}`} role={fresh ? "status" : undefined}>
      <Award size={32} strokeWidth={1.5} aria-hidden />
      <div className="grow">
        <h2>{fresh ? t.congratulations : t.title}</h2>
        <p className="soft small">{courseTitle} · {t.issued(formatDate(issued_at))}</p>
      </div>
      <div className="row">
        <Button look="primary" icon={Download} busy={pdf.isPending} onClick={() => pdf.mutate()}>{t.download}</Button>
        <a className="button plain" href={`/certificates/${code}`}><ExternalLink size={18} aria-hidden />{t.view}</a>
        <Button icon={Share2} onClick={() => void share({ url: new URL(url, location.origin).href, title: courseTitle })}>{t.share}</Button>
      </div>
    </section>
  );
}
