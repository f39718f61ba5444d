/** Turkish: ZIP files. Functions take already formatted values. */
export const tr = {
  title: "ZIP dosyaları",
  asking: "Hazırlanmak üzere sıraya alınıyor.",
  queued: "Sırada, az sonra başlayacak.",
  packing: "Hazırlanıyor. Sayfadan ayrılabilirsiniz; hazır olunca burada bulursunuz.",
  ready: (when: string) => `Hazır. ${when} tarihine kadar indirilebilir.`,
  failed: "ZIP hazırlanamadı. Yeniden deneyin.",
  tooMany: "Aynı anda en çok 3 ZIP hazırlanır. Biri bitince yeniden deneyin.",
  volumes: "Parçalar",
  download: "İndir:",
  again: "Yeniden dene",
  asked: (when: string) => `${when} istendi`,
  isPacking: "ZIP hazırlanıyor",
  isReady: "ZIP hazır",
  isFailed: "ZIP hazırlanamadı",
  hide: "ZIP bildirimini kapat",
};
