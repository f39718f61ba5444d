import type { NextConfig } from "next";

/** A fixed id makes two builds of the same sources byte-identical; the deploy passes BUILD_ID, git is not needed. */
const config: NextConfig = {
  output: "export",
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  generateBuildId: () => process.env.BUILD_ID || "static",
};

export default config;
