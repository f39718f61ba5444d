/** Turkish: uploads under way. */
export const tr = {
  title: "Yüklemeler",
  attention: (count: number) => `${count} öğe sizi bekliyor`,
  over: (count: number) => `${count} öğe zaten yedekteydi`,
  total: (sent: string, size: string) => `${sent} / ${size}`,
  left: (count: number) => `${count} öğe kaldı`,
  yours: "Sizi bekleyenler",
  moving: "Yükleniyor",
  safe: "Zaten yedekte",
  more: (count: string) => `ve ${count} öğe daha`,
  missing: "Yeniden seçin",
  again: "Yeniden seç",
  pickAgain: (name: string) => `${name}: yeniden seç`,
  againText: (count: number) =>
    `${count} dosyanın kendisi bu sayfayla birlikte gitti: tarayıcı onu saklayamadı. Aynı dosyaları yeniden seçin; kaldığı yerden sürer, ulaşmış bölümler yeniden gönderilmez.`,
  stop: (name: string) => `${name}: yüklemekten vazgeç`,
  empty: "Yüklenen bir şey yok.",
  emptyText: "Seçtikleriniz burada ilerler, doğrulandıkça Dosyalar’a geçer.",
  limits: "Bu tarayıcı neleri yapabilir?",
  closed:
    "Uygulama kapalıyken ya da telefon arka planda durdurduğunda yükleme sürmez; yeniden açtığınızda kaldığı yerden devam eder.",
  kept: "50 MB’a kadar olan dosyalar, yer varsa, gidene dek bu cihazda saklanır. Daha büyükleri yarım kalırsa yeniden seçmeniz istenir.",
  picked: "Tarayıcı galerinizi kendiliğinden yedekleyemez: yalnızca sizin seçtikleriniz yüklenir.",
  awake: "Yükleme sürerken ekran açık tutulur.",
  tabs: "Uygulama birkaç sekmede açıksa yüklemeyi yalnızca biri yapar.",
};
