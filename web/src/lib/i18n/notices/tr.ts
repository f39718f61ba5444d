/** Turkish: the choice of a role, what is said above other things, the deletion page. */
export const tr = {
  sandbox: "Deneme ortamı: gerçek hesap kullanılmıyor",
  role: {
    title: "Sizi tanıyalım",
    intro:
      "Seçiminiz sekmeleri ve bağlanabilecek hesapları belirler. Dilediğinizde Ayarlar’dan değiştirebilirsiniz.",
    company: "Şirketim var",
    companyText: "Google Analytics’ten gelen site kitlenizi görün, o kitleye uyan influencer’ları bulun.",
    influencer: "İçerik üretiyorum",
    influencerText: "Instagram, YouTube ve TikTok kitlenizi yan yana görün, isterseniz markalarla paylaşın.",
    later: "Şimdilik geç",
  },
  banner: {
    one: (name: string) => `${name} bağlantınız sizi bekliyor`,
    many: (count: number) => `${count} bağlantınız sizi bekliyor`,
    text: "Veriler, siz tamamlayana kadar yenilenmez.",
  },
  deletion: {
    title: "Veri silme talebi",
    done: "Verileriniz silindi",
    doneText: (when: string) =>
      `Instagram üzerinden gönderdiğiniz talep ${when} tarihinde tamamlandı. Bağlantı ve ondan gelen bütün veriler silindi.`,
    pending: "Silme sürüyor",
    pendingText: (when: string) => `Talebiniz ${when} tarihinde alındı. Sayfa kendiliğinden yenilenir.`,
    unknown: "Bu kodla bir talep bulunamadı",
    unknownText: "Adresi Instagram’ın verdiği biçimiyle açtığınızdan emin olun.",
    code: (code: string) => `Onay kodu: ${code}`,
  },
};
