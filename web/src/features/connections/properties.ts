/** Finding one of many GA4 properties. Pure. */
import type { Property } from "@/api/types";

/** More than fit a phone's screen call for a search. */
export const MANY = 7;

/** "İzmir" is found by "izmir" and by "IZMIR": dotted and dotless i count as one, accents as none. */
const plain = (text: string, language: string): string =>
  text.toLocaleLowerCase(language).normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i");

/** As many digits are meant as a property's number; fewer as a part of a name. */
const NUMBER = /^(properties\/)?\d{6,}$/;

/** Those whose name or account has every word that is sought, or whose number it is. */
export function matching(properties: readonly Property[], sought: string, language: string): Property[] {
  const words = plain(sought, language).split(/\s+/).filter(Boolean);
  return properties.filter(({ id, name, account_name }) => {
    const text = plain(`${name} ${account_name}`, language);
    return words.every((word) => text.includes(word) || (NUMBER.test(word) && id.includes(word)));
  });
}
