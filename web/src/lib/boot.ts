/**
 * The inline script that runs before first paint, so that neither the theme nor the language flashes.
 * It marks <html>; the style sheet hides a page of the other language until React has rewritten it.
 */
import { PREFERENCES_KEY } from "./preferences";

export const THEME_COLORS = { light: "#f2f2f7", dark: "#000000" } as const;

export const BOOT_SCRIPT = `try{var s=JSON.parse(localStorage.getItem(${JSON.stringify(PREFERENCES_KEY)})||"{}").state||{},e=document.documentElement;if(s.theme==="light"||s.theme==="dark")e.dataset.theme=s.theme;if(s.language==="en"){e.lang="en";e.dataset.pending="";setTimeout(function(){delete e.dataset.pending},3000)}}catch(_){}`;
