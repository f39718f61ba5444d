/** Turkish: reminders and storage. */
export const tr = {
  title: "Hatırlatma",
  label: "Yedekleme saatinde haber ver",
  on: "Açık: bu cihaza bildirim gelir",
  off: "Kapalı",
  footer:
    "Tarayıcı kendiliğinden yükleyemez; yedekleme saatiniz gelince bir bildirim gönderilir. Dokunduğunuzda yükleme kaldığı yerden sürer.",
  rules: "Otomatik yedekleme kapalıyken hatırlatma gönderilmez.",
  install:
    "iPhone ve iPad’de bildirim için önce uygulamayı ana ekrana ekleyin: Paylaş, ardından Ana Ekrana Ekle.",
  unsupported: "Bu tarayıcı bildirim gönderemiyor.",
  denied: "Bu site için bildirimlere izin verilmemiş. Tarayıcının site ayarlarından izin verin.",
  failed: "Bildirim açılamadı. Biraz sonra yeniden deneyin.",
  storage: "Depolama",
  usage: "Alan kullanımı",
  used: "Kullanılan",
  reserved: "Yüklenmekte",
  free: "Boş",
  of: (used: string, limit: string) => `${used} / ${limit}`,
  counts: "Çöp kutusundakiler ve dosyaların eski sürümleri de kullanılan alandan sayılır.",
  full: "Alanınız doldu. Yeni dosya yedeklemek için yer açın.",
};
