/** ISO 3166-1 alpha-2 with the calling code (ITU-T E.164 assignments). */
const callingCodes =
  'AD376 AE971 AF93 AG1 AI1 AL355 AM374 AO244 AR54 AS1 AT43 AU61 AW297 AX358 AZ994 BA387 ' +
  'BB1 BD880 BE32 BF226 BG359 BH973 BI257 BJ229 BL590 BM1 BN673 BO591 BQ599 BR55 BS1 BT975 ' +
  'BW267 BY375 BZ501 CA1 CC61 CD243 CF236 CG242 CH41 CI225 CK682 CL56 CM237 CN86 CO57 CR506 ' +
  'CU53 CV238 CW599 CX61 CY357 CZ420 DE49 DJ253 DK45 DM1 DO1 DZ213 EC593 EE372 EG20 EH212 ' +
  'ER291 ES34 ET251 FI358 FJ679 FK500 FM691 FO298 FR33 GA241 GB44 GD1 GE995 GF594 GG44 ' +
  'GH233 GI350 GL299 GM220 GN224 GP590 GQ240 GR30 GT502 GU1 GW245 GY592 HK852 HN504 HR385 ' +
  'HT509 HU36 ID62 IE353 IL972 IM44 IN91 IO246 IQ964 IR98 IS354 IT39 JE44 JM1 JO962 JP81 ' +
  'KE254 KG996 KH855 KI686 KM269 KN1 KP850 KR82 KW965 KY1 KZ7 LA856 LB961 LC1 LI423 LK94 ' +
  'LR231 LS266 LT370 LU352 LV371 LY218 MA212 MC377 MD373 ME382 MF590 MG261 MH692 MK389 ' +
  'ML223 MM95 MN976 MO853 MP1 MQ596 MR222 MS1 MT356 MU230 MV960 MW265 MX52 MY60 MZ258 NA264 ' +
  'NC687 NE227 NF672 NG234 NI505 NL31 NO47 NP977 NR674 NU683 NZ64 OM968 PA507 PE51 PF689 ' +
  'PG675 PH63 PK92 PL48 PM508 PR1 PS970 PT351 PW680 PY595 QA974 RE262 RO40 RS381 RU7 RW250 ' +
  'SA966 SB677 SC248 SD249 SE46 SG65 SH290 SI386 SJ47 SK421 SL232 SM378 SN221 SO252 SR597 ' +
  'SS211 ST239 SV503 SX1 SY963 SZ268 TC1 TD235 TG228 TH66 TJ992 TK690 TL670 TM993 TN216 ' +
  'TO676 TR90 TT1 TV688 TW886 TZ255 UA380 UG256 US1 UY598 UZ998 VA39 VC1 VE58 VG1 VI1 VN84 ' +
  'VU678 WF681 WS685 XK383 YE967 YT262 ZA27 ZM260 ZW263';

export interface Country {
  readonly code: string;
  readonly name: string;
}

const pairs = callingCodes.split(' ').map((pair) => ({
  code: pair.slice(0, 2),
  calling: pair.slice(2),
}));

/** Several countries share a code: the largest stands for them, unless the digits tell. */
const mainCountry: Readonly<Record<string, string>> = {
  '1': 'US',
  '7': 'RU',
  '39': 'IT',
  '44': 'GB',
  '47': 'NO',
  '61': 'AU',
  '212': 'MA',
  '262': 'RE',
  '290': 'SH',
  '358': 'FI',
  '590': 'GP',
  '599': 'CW',
};

const byCalling = new Map<string, string>();
for (const { code, calling } of pairs) {
  byCalling.set(calling, mainCountry[calling] ?? code);
}
const callingOf = new Map(pairs.map(({ code, calling }) => [code, calling]));

/** Area codes of Canada, which shares +1 with the United States. */
const canadianAreas = new Set(
  (
    '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 ' +
    '460 468 474 506 514 519 548 568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 ' +
    '780 782 807 819 825 867 873 879 902 905 942'
  ).split(' '),
);

/** Digits after the calling code; where it is not listed, E.164's own limits hold. */
const nationalPatterns: Readonly<Record<string, RegExp>> = {
  AU: /^[2-578]\d{8}$/u,
  US: /^[2-9]\d\d[2-9]\d{6}$/u,
  CA: /^[2-9]\d\d[2-9]\d{6}$/u,
  GB: /^[1-9]\d{8,9}$/u,
  NZ: /^[2-9]\d{7,9}$/u,
  CN: /^[1-9]\d{9,10}$/u,
};

/** The country of an E.164 number, or undefined when it cannot be one. */
export function countryOf(e164: string): string | undefined {
  for (let length = 1; length <= 3; length++) {
    const country = byCalling.get(e164.slice(1, 1 + length));
    if (country === undefined) {
      continue;
    }
    const national = e164.slice(1 + length);
    const precise = country === 'US' && canadianAreas.has(national.slice(0, 3)) ? 'CA' : country;
    const pattern = nationalPatterns[precise] ?? /^\d{4,14}$/u;
    return pattern.test(national) ? precise : undefined;
  }
  return undefined;
}

/**
 * Normalises a recipient to E.164: as it is with a plus sign, else as a local number of `country`.
 * Undefined when it cannot be a phone number.
 */
export function toE164(text: string, country: string): string | undefined {
  const bare = text.replace(/[\s().-]/gu, '');
  if (/^\+[1-9]\d{6,14}$/u.test(bare)) {
    return bare;
  }
  if (!/^\d{4,15}$/u.test(bare)) {
    return undefined;
  }
  if (bare.startsWith('00')) {
    return toE164(`+${bare.slice(2)}`, country);
  }
  const calling = callingOf.get(country.toUpperCase());
  if (calling === undefined) {
    return undefined;
  }
  const isInternational = bare.startsWith(calling) && bare.length > 10;
  const local = isInternational ? bare.slice(calling.length) : bare.replace(/^0/u, '');
  const e164 = `+${calling}${local}`;
  return e164.length >= 8 && e164.length <= 16 ? e164 : undefined;
}

let named: readonly Country[] | undefined;

export function listCountries(): readonly Country[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  named ??= pairs.map(({ code }) => ({ code, name: names.of(code) ?? code }));
  return named;
}

export function countryName(code: string): string {
  return listCountries().find((country) => country.code === code)?.name ?? code;
}
