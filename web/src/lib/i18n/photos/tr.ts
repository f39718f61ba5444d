/** Turkish: the timeline, the viewer and albums. Functions take already formatted values. */
export const tr = { title: "Fotoğraflar" };
