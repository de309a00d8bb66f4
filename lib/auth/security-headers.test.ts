import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isSecureRequest, securityHeaders } from './security-headers';

const base = { nonce: 'bm9uY2U=', secure: false, development: false };

function directive(policy: string, name: string): string | undefined {
  return policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

describe('content security policy', () => {
  it('lets scripts run by nonce alone', () => {
    const scripts = directive(contentSecurityPolicy(base), 'script-src');
    expect(scripts).toContain("'nonce-bm9uY2U='");
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  });

  it('refuses framing, plug-ins and a foreign base', () => {
    const policy = contentSecurityPolicy(base);
    expect(directive(policy, 'frame-ancestors')).toBe("'none'");
    expect(directive(policy, 'object-src')).toBe("'none'");
    expect(directive(policy, 'base-uri')).toBe("'none'");
    expect(directive(policy, 'default-src')).toBe("'self'");
  });

  it('allows eval in development only', () => {
    expect(contentSecurityPolicy({ ...base, development: true })).toContain("'unsafe-eval'");
    expect(contentSecurityPolicy(base)).not.toContain("'unsafe-eval'");
  });
});

describe('headers', () => {
  it('sets HSTS behind TLS and never in plain HTTP', () => {
    expect(securityHeaders({ ...base, secure: true })).toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders(base)).not.toHaveProperty('Strict-Transport-Security');
  });

  it('sets nosniff, a referrer policy and a permissions policy', () => {
    const headers = securityHeaders(base);
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
    expect(headers['Referrer-Policy']).toBe('same-origin');
    expect(headers['Permissions-Policy']).toContain('camera=()');
  });
});

describe('TLS', () => {
  it('believes the configured address first, then the first forwarded protocol', () => {
    const forwarded = new Headers({ 'x-forwarded-proto': 'https, http' });
    expect(isSecureRequest(forwarded, undefined)).toBe(true);
    expect(isSecureRequest(forwarded, 'http://localhost:3000')).toBe(false);
    expect(isSecureRequest(new Headers(), 'https://news.example')).toBe(true);
    expect(isSecureRequest(new Headers(), undefined)).toBe(false);
  });
});
