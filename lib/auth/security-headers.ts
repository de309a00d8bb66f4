export interface SecurityHeaderOptions {
  /** Fresh and unguessable for each response; base64. */
  nonce: string;
  /** The browser reached us over TLS (directly or through a proxy). */
  secure: boolean;
  /** `next dev`: React evaluates strings and the overlay writes style elements. */
  development: boolean;
}

/**
 * The content security policy. Scripts run by nonce alone. Style elements need the nonce too;
 * style attributes are allowed, since Radix and React place floating parts and label colours with
 * them and they cannot run script (docs/decisions/0006).
 */
export function contentSecurityPolicy({
  nonce,
  secure,
  development,
}: SecurityHeaderOptions): string {
  const directives: readonly (readonly [string, string])[] = [
    ['default-src', "'self'"],
    [
      'script-src',
      `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    ],
    ['script-src-attr', "'none'"],
    ['style-src', development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`],
    ['style-src-attr', "'unsafe-inline'"],
    ['img-src', "'self' data:"],
    ['font-src', "'self'"],
    ['connect-src', "'self'"],
    ['worker-src', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'self'"],
    ['frame-src', "'none'"],
    ['frame-ancestors', "'none'"],
  ];
  const policy = directives.map(([name, value]) => `${name} ${value}`);
  if (secure) policy.push('upgrade-insecure-requests');
  return policy.join('; ');
}

const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** Every security header of a response, by name. */
export function securityHeaders(options: SecurityHeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': PERMISSIONS.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-DNS-Prefetch-Control': 'off',
    ...(options.secure
      ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
      : {}),
  };
}

/**
 * Whether the browser speaks TLS to us: the address set by configuration decides, else the first
 * `x-forwarded-proto` (which Next sets itself when no proxy stands in front).
 */
export function isSecureRequest(
  headers: { get(name: string): string | null },
  configuredUrl: string | undefined,
): boolean {
  if (configuredUrl) return configuredUrl.startsWith('https:');
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
  return forwarded === 'https';
}
