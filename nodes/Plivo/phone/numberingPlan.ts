// Written by scripts/numberingPlan.mts from libphonenumber-js 1.13.16. Do not edit: run `npm run numbering-plan`.
import type { PlanRow } from './plan';

/** Calling code; possible lengths of its national numbers; trunk prefix, with ? where mobile numbers are written without it; countries, the main one first; what else there is. */
export const PLAN_ROWS: readonly PlanRow[] = [
	['1', '10', '1?', 'US CA AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI', { areas: [['(?:310\\d{4})$', '7,10']], idd: '011' }],
	['20', '8-10', '0', 'EG'],
	['211', '9', '0', 'SS'],
	['212', '9', '0', 'MA EH'],
	['213', '8-9', '0', 'DZ'],
	['216', '8', '', 'TN'],
	['218', '9', '0', 'LY'],
	['220', '7,9', '', 'GM'],
	['221', '9', '', 'SN'],
	['222', '8', '', 'MR'],
	['223', '8', '', 'ML'],
	['224', '8-9', '', 'GN'],
	['225', '10', '', 'CI', { beginsWithZero: true }],
	['226', '8', '', 'BF', { beginsWithZero: true }],
	['227', '8', '', 'NE', { beginsWithZero: true }],
	['228', '8', '', 'TG'],
	['229', '10', '', 'BJ', { beginsWithZero: true }],
	['230', '7-8,10', '', 'MU', { pattern: '(?:[57]|8\\d\\d)\\d{7}|[2-468]\\d{6}', idd: '020' }],
	['231', '7-9', '0', 'LR'],
	['232', '8', '0', 'SL'],
	['233', '8-9', '0', 'GH'],
	['234', '10-14', '0', 'NG', { idd: '009' }],
	['235', '8', '', 'TD'],
	['236', '8', '', 'CF'],
	['237', '8-9', '', 'CM'],
	['238', '7', '', 'CV'],
	['239', '7', '', 'ST'],
	['240', '9', '', 'GQ'],
	['241', '7-8', '', 'GA', { trunkPattern: '0(11\\d{6}|60\\d{6}|61\\d{6}|6[256]\\d{6}|7[467]\\d{6})', trunkTransform: '$1', pattern: '(?:[067]\\d|11)\\d{6}|[2-7]\\d{6}', beginsWithZero: true }],
	['242', '9', '', 'CG', { beginsWithZero: true }],
	['243', '7-10', '0', 'CD'],
	['244', '9', '', 'AO'],
	['245', '7,9', '', 'GW'],
	['246', '7', '', 'IO'],
	['247', '5-6', '', 'AC', { beginsWithZero: true }],
	['248', '7', '', 'SC'],
	['249', '9', '0', 'SD'],
	['250', '8-9', '0', 'RW', { pattern: '(?:06|[27]\\d\\d|[89]00)\\d{6}', beginsWithZero: true }],
	['251', '9', '0', 'ET'],
	['252', '6-9', '0?', 'SO', { pattern: '[346-9]\\d{8}|[12679]\\d{7}|[1-5]\\d{6}|[1348]\\d{5}' }],
	['253', '8', '', 'DJ'],
	['254', '7-10', '0', 'KE', { idd: '000' }],
	['255', '9', '0', 'TZ'],
	['256', '9', '0', 'UG'],
	['257', '8', '', 'BI'],
	['258', '8-9', '', 'MZ'],
	['260', '9', '0', 'ZM'],
	['261', '9', '0', 'MG', { trunkPattern: '([24-9]\\d{6})$|0', trunkTransform: '20$1', pattern: '[23]\\d{8}' }],
	['262', '9', '0', 'RE YT'],
	['263', '7,9-10', '0', 'ZW'],
	['264', '8-9', '0', 'NA'],
	['265', '7,9', '0', 'MW'],
	['266', '8', '', 'LS'],
	['267', '7-8,10', '', 'BW', { pattern: '90\\d{5}|(?:0800|[2-6]|(?:7|800)\\d)\\d{6}', beginsWithZero: true }],
	['268', '8-9', '', 'SZ', { beginsWithZero: true }],
	['269', '7', '', 'KM'],
	['27', '5-10', '0', 'ZA'],
	['290', '4-5', '', 'SH TA', { areas: [['8', '4']] }],
	['291', '7', '0', 'ER'],
	['297', '7', '', 'AW'],
	['298', '6', '', 'FO', { trunkPattern: '(10(?:01|[12]0|88))', pattern: '[2-9]\\d{5}' }],
	['299', '6', '', 'GL'],
	['30', '10-12', '', 'GR', { pattern: '5005000\\d{3}|8\\d{9,11}|(?:[269]\\d|70)\\d{8}' }],
	['31', '5-11', '0', 'NL'],
	['32', '8-9', '0', 'BE'],
	['33', '9', '0', 'FR'],
	['34', '9', '', 'ES'],
	['350', '8', '', 'GI'],
	['351', '9', '', 'PT'],
	['352', '4-11', '', 'LU', { trunkPattern: '(15(?:0[06]|1[12]|[35]5|4[04]|6[26]|77|88|99)\\d)', pattern: '35[013-9]\\d{4,8}|6\\d{8}|35\\d{2,4}|(?:[2457-9]\\d|3[0-46-9])\\d{2,9}' }],
	['353', '7-10', '0', 'IE'],
	['354', '7,9', '', 'IS'],
	['355', '6-9', '0', 'AL'],
	['356', '8', '', 'MT'],
	['357', '8', '', 'CY'],
	['358', '5-12', '0', 'FI AX'],
	['359', '6-9,12', '0', 'BG', { pattern: '00800\\d{7}|[2-7]\\d{6,7}|[89]\\d{6,8}|2\\d{5}', beginsWithZero: true }],
	['36', '8-9', '06', 'HU'],
	['370', '8', '0?', 'LT', { trunkPattern: '[08]', pattern: '(?:[3469]\\d|52|[78]0)\\d{6}' }],
	['371', '8', '', 'LV'],
	['372', '7-8,10', '', 'EE', { pattern: '8\\d{9}|[4578]\\d{7}|(?:[3-8]\\d|90)\\d{5}' }],
	['373', '8', '0', 'MD'],
	['374', '8', '0', 'AM'],
	['375', '6-11', '8', 'BY', { trunkPattern: '0|80?', pattern: '(?:[12]\\d|33|44|902)\\d{7}|8(?:0[0-79]\\d{5,7}|[1-7]\\d{9})|8(?:1[0-489]|[5-79]\\d)\\d{7}|8[1-79]\\d{6,7}|8[0-79]\\d{5}|8\\d{5}', idd: '810' }],
	['376', '6,8-9', '', 'AD', { pattern: '(?:1|6\\d)\\d{7}|[135-9]\\d{5}' }],
	['377', '8-9', '0', 'MC'],
	['378', '8,10', '', 'SM', { trunkPattern: '([89]\\d{5})$', trunkTransform: '0549$1', pattern: '(?:0549|[5-7]\\d)\\d{6}', beginsWithZero: true }],
	['380', '9-10', '0', 'UA'],
	['381', '6-12', '0', 'RS'],
	['382', '8-9', '0', 'ME'],
	['383', '8-12', '0', 'XK'],
	['385', '7-9', '0', 'HR'],
	['386', '5-8', '0', 'SI'],
	['387', '8-9', '0', 'BA'],
	['389', '8', '0', 'MK'],
	['39', '6-12', '', 'IT VA', { pattern: '0\\d{5,11}|1\\d{8,10}|3(?:[0-8]\\d{7,10}|9\\d{7,8})|(?:43|55|70)\\d{8}|8\\d{5}(?:\\d{2,4})?', beginsWithZero: true }],
	['40', '6,9', '0', 'RO'],
	['41', '9,12', '0', 'CH'],
	['420', '9-12', '', 'CZ', { pattern: '(?:[2-578]\\d|60)\\d{7}|9\\d{8,11}' }],
	['421', '6-7,9', '0', 'SK'],
	['423', '7,9', '0?', 'LI', { trunkPattern: '(1001)|0', pattern: '[68]\\d{8}|(?:[2378]\\d|90)\\d{5}' }],
	['43', '4-13', '0', 'AT'],
	['44', '7,9-10', '0', 'GB GG JE IM', { trunkPattern: '0|180020', pattern: '[1-357-9]\\d{9}|[18]\\d{8}|8\\d{6}', areas: [['74576|(?:16|7[56])24', '10']] }],
	['45', '8', '', 'DK'],
	['46', '6-10,12', '0', 'SE'],
	['47', '5,8', '', 'NO SJ', { beginsWithZero: true }],
	['48', '6-10', '', 'PL', { pattern: '(?:6|8\\d\\d)\\d{7}|[1-9]\\d{6}(?:\\d{2})?|[26]\\d{5}' }],
	['49', '4-15', '0', 'DE'],
	['500', '5', '', 'FK'],
	['501', '7,11', '', 'BZ', { beginsWithZero: true }],
	['502', '8,11', '', 'GT', { pattern: '80\\d{6}|(?:1\\d{3}|[2-7])\\d{7}' }],
	['503', '7-8,11', '', 'SV', { pattern: '[25-7]\\d{7}|(?:80\\d|900)\\d{4}(?:\\d{4})?' }],
	['504', '8,11', '', 'HN', { pattern: '8\\d{10}|[237-9]\\d{7}' }],
	['505', '8', '', 'NI'],
	['506', '8,10', '', 'CR', { trunkPattern: '(19(?:0[0-2468]|1[09]|20|66|77|99))', pattern: '(?:8\\d|90)\\d{8}|(?:[24-8]\\d{3}|3005)\\d{4}' }],
	['507', '7-8,10-11', '', 'PA', { pattern: '(?:00800|8\\d{3})\\d{6}|[68]\\d{7}|[1-57-9]\\d{6}', beginsWithZero: true }],
	['508', '6,9', '0', 'PM'],
	['509', '8', '', 'HT'],
	['51', '8-9', '0?', 'PE'],
	['52', '10', '', 'MX'],
	['53', '6-8,10', '0', 'CU', { idd: '119' }],
	['54', '10-11', '0', 'AR', { trunkPattern: '0?(?:(11|2(?:2(?:02?|[13]|2[13-79]|4[1-6]|5[2457]|6[124-8]|7[1-4]|8[13-6]|9[1267])|3(?:02?|1[467]|2[03-6]|3[13-8]|[49][2-6]|5[2-8]|[67])|4(?:7[3-578]|9)|6(?:[0136]|2[24-6]|4[6-8]?|5[15-8])|80|9(?:0[1-3]|[19]|2\\d|3[1-6]|4[02568]?|5[2-4]|6[2-46]|72?|8[23]?))|3(?:3(?:2[79]|6|8[2578])|4(?:0[0-24-9]|[12]|3[5-8]?|4[24-7]|5[4-68]?|6[02-9]|7[126]|8[2379]?|9[1-36-8])|5(?:1|2[1245]|3[237]?|4[1-46-9]|6[2-4]|7[1-6]|8[2-5]?)|6[24]|7(?:[069]|1[1568]|2[15]|3[145]|4[13]|5[14-8]|7[2-57]|8[126])|8(?:[01]|2[15-7]|3[2578]?|4[13-6]|5[4-8]?|6[1-357-9]|7[36-8]?|8[5-8]?|9[124])))15)?', trunkTransform: '9$1', pattern: '(?:11|[89]\\d\\d)\\d{8}|[2368]\\d{9}' }],
	['55', '8-11', '0?', 'BR', { trunkPattern: '(?:0|90)(?:(1[245]|2[1-35]|31|4[13]|[56]5|99)(\\d{10,11}))?', trunkTransform: '$2', pattern: '[1-467]\\d{9,10}|55[0-46-9]\\d{8}|[34]\\d{7}|55\\d{7,8}|(?:5[0-46-9]|[89]\\d)\\d{7,9}' }],
	['56', '9-11', '', 'CL', { pattern: '12300\\d{6}|6\\d{9,10}|[2-9]\\d{8}' }],
	['57', '8,10-11', '0?', 'CO', { trunkPattern: '0([3579]|4(?:[14]4|56))?', pattern: '(?:46|60\\d\\d)\\d{6}|(?:1\\d|[39])\\d{9}' }],
	['58', '10', '0', 'VE'],
	['590', '9', '0', 'GP BL MF'],
	['591', '8-9', '0?', 'BO', { trunkPattern: '0(1\\d)?', pattern: '(?:[2-7]\\d\\d|8001)\\d{5}' }],
	['592', '7', '', 'GY', { idd: '001' }],
	['593', '8-11', '0', 'EC'],
	['594', '9', '0', 'GF'],
	['595', '6-11', '0', 'PY'],
	['596', '9', '0', 'MQ'],
	['597', '6-7', '', 'SR'],
	['598', '4-13', '0', 'UY', { pattern: '0004\\d{2,9}|[1249]\\d{7}|2\\d{3,4}|(?:[49]\\d|80)\\d{5}', beginsWithZero: true }],
	['599', '7-8', '', 'CW BQ', { areas: [['[347]', '7']] }],
	['60', '8-10', '0', 'MY'],
	['61', '5-10,12', '0', 'AU CC CX', { trunkPattern: '(183[12])|0', pattern: '1(?:[0-79]\\d{7}(?:\\d(?:\\d{2})?)?|8[0-24-9]\\d{7})|[2-478]\\d{8}|1\\d{4,7}', idd: '0011' }],
	['62', '7-17', '0', 'ID', { pattern: '00[1-9]\\d{9,14}|(?:[1-36]|8\\d{5})\\d{6}|00\\d{9}|[1-9]\\d{8,10}|[2-9]\\d{7}', beginsWithZero: true }],
	['63', '6,8-13', '0', 'PH'],
	['64', '5-10', '0', 'NZ'],
	['65', '8,10-11', '', 'SG', { pattern: '(?:(?:1\\d|8)\\d\\d|7000)\\d{7}|[3689]\\d{7}' }],
	['66', '8-10,13', '0', 'TH', { pattern: '(?:001800|[2-57]|[689]\\d)\\d{7}|1\\d{7,9}', beginsWithZero: true }],
	['670', '7-8', '', 'TL'],
	['672', '6', '', 'NF', { trunkPattern: '([0-258]\\d{4})$', trunkTransform: '3$1', pattern: '[13]\\d{5}' }],
	['673', '7', '', 'BN'],
	['674', '7', '', 'NR'],
	['675', '7-8', '', 'PG'],
	['676', '5,7', '', 'TO', { beginsWithZero: true }],
	['677', '5,7', '', 'SB'],
	['678', '5,7', '', 'VU'],
	['679', '7,11', '', 'FJ', { beginsWithZero: true }],
	['680', '7', '', 'PW'],
	['681', '6,9', '', 'WF', { pattern: '(?:40|72|8\\d{4})\\d{4}|[89]\\d{5}' }],
	['682', '5', '', 'CK'],
	['683', '4,7', '', 'NU', { pattern: '(?:[4-7]|888\\d)\\d{3}' }],
	['685', '5-7,10', '', 'WS', { pattern: '(?:[2-6]|8\\d{5})\\d{4}|[78]\\d{6}|[68]\\d{5}' }],
	['686', '5,8', '0?', 'KI', { pattern: '(?:[37]\\d|6[0-79])\\d{6}|(?:[2-48]\\d|50)\\d{3}' }],
	['687', '6', '', 'NC', { beginsWithZero: true }],
	['688', '5-7', '', 'TV'],
	['689', '6,8-9', '', 'PF', { pattern: '4\\d{5}(?:\\d{2})?|8\\d{7,8}' }],
	['690', '4-7', '', 'TK', { pattern: '[2-47]\\d{3,6}' }],
	['691', '7', '', 'FM'],
	['692', '7', '1?', 'MH', { idd: '011' }],
	['7', '10,14', '8?', 'RU KZ', { idd: '810' }],
	['800', '8', '', '', { beginsWithZero: true }],
	['808', '8', '', ''],
	['81', '8-17', '0', 'JP', { trunkPattern: '(000[2569]\\d{4,6})$|(?:(?:003768)0?)|0', trunkTransform: '$1', pattern: '00[1-9]\\d{6,14}|[25-9]\\d{9}|(?:00|[1-9]\\d\\d)\\d{6}', beginsWithZero: true, idd: '010' }],
	['82', '5-6,8-14', '0', 'KR', { trunkPattern: '0(8(?:[1-46-8]|5\\d\\d))?', pattern: '00[1-9]\\d{8,11}|(?:[12]|5\\d{3})\\d{7}|[13-6]\\d{9}|(?:[1-6]\\d|80)\\d{7}|[3-6]\\d{4,5}|(?:00|7)0\\d{8}', beginsWithZero: true }],
	['84', '7-10', '0?', 'VN', { pattern: '[12]\\d{9}|[135-9]\\d{8}|[16]\\d{6,7}|7\\d{6}' }],
	['850', '8,10', '0', 'KP'],
	['852', '5-9,11', '', 'HK', { pattern: '8[0-46-9]\\d{6,7}|9\\d{4,7}|(?:[2-7]|9\\d{3})\\d{7}' }],
	['853', '7-8', '', 'MO', { beginsWithZero: true }],
	['855', '8-10', '0', 'KH'],
	['856', '8-10', '0', 'LA'],
	['86', '7-12', '0?', 'CN', { trunkPattern: '(1(?:[12]\\d|79)\\d\\d)|0', pattern: '(?:(?:1[03-689]|2\\d)\\d\\d|6)\\d{8}|1\\d{10}|[126]\\d{6}(?:\\d(?:\\d{2})?)?|86\\d{5,6}|(?:[3-579]\\d|8[0-57-9])\\d{5,9}' }],
	['870', '9,12', '', '', { pattern: '7\\d{11}|[235-7]\\d{8}' }],
	['878', '12', '', ''],
	['880', '6-10', '0', 'BD'],
	['881', '9-10', '', '', { beginsWithZero: true }],
	['882', '7-12', '', '', { pattern: '[13]\\d{6}(?:\\d{2,5})?|[19]\\d{7}|(?:[25]\\d\\d|4)\\d{7}(?:\\d{2})?' }],
	['883', '8-12', '', '', { pattern: '(?:[1-4]\\d|51)\\d{6,10}' }],
	['886', '7-11', '0', 'TW'],
	['888', '11', '', '', { beginsWithZero: true }],
	['90', '7,10,12-13', '0?', 'TR', { pattern: '4\\d{6}|8\\d{11,12}|(?:[2-58]\\d\\d|900)\\d{7}' }],
	['91', '8-13', '0?', 'IN', { pattern: '(?:000800|[2-9]\\d\\d)\\d{7}|1\\d{7,12}', beginsWithZero: true }],
	['92', '8-12', '0', 'PK'],
	['93', '9', '0', 'AF'],
	['94', '9', '0', 'LK'],
	['95', '6-10', '0', 'MM'],
	['960', '7,10', '', 'MV', { pattern: '(?:800|9[0-57-9]\\d)\\d{7}|[34679]\\d{6}' }],
	['961', '7-8', '0?', 'LB'],
	['962', '8-9', '0', 'JO'],
	['963', '8-9', '0?', 'SY'],
	['964', '8-10', '0', 'IQ'],
	['965', '7-8', '', 'KW'],
	['966', '9-10', '0', 'SA'],
	['967', '7-9', '0', 'YE'],
	['968', '7-9', '', 'OM'],
	['970', '8-10', '0', 'PS'],
	['971', '5-12', '0', 'AE'],
	['972', '7-12', '0', 'IL'],
	['973', '8', '', 'BH'],
	['974', '7-9,11', '', 'QA', { pattern: '800\\d{4}|(?:2|800)\\d{6}|(?:0080|[3-7])\\d{7}', beginsWithZero: true }],
	['975', '7-8', '', 'BT'],
	['976', '8-10', '0?', 'MN', { idd: '001' }],
	['977', '8,10-11', '0?', 'NP', { pattern: '(?:1\\d|9)\\d{9}|[1-9]\\d{7}' }],
	['979', '9', '', ''],
	['98', '4-7,10', '0', 'IR'],
	['992', '9', '', 'TJ', { beginsWithZero: true, idd: '810' }],
	['993', '8', '8', 'TM', { idd: '810' }],
	['994', '9', '0', 'AZ'],
	['995', '9', '0?', 'GE'],
	['996', '9-10', '0', 'KG'],
	['998', '9', '', 'UZ'],
];

/** Country and its English name, by name. */
export const COUNTRY_NAMES = `
AF Afghanistan
AX Åland Islands
AL Albania
DZ Algeria
AS American Samoa
AD Andorra
AO Angola
AI Anguilla
AG Antigua & Barbuda
AR Argentina
AM Armenia
AW Aruba
AC Ascension Island
AU Australia
AT Austria
AZ Azerbaijan
BS Bahamas
BH Bahrain
BD Bangladesh
BB Barbados
BY Belarus
BE Belgium
BZ Belize
BJ Benin
BM Bermuda
BT Bhutan
BO Bolivia
BA Bosnia & Herzegovina
BW Botswana
BR Brazil
IO British Indian Ocean Territory
VG British Virgin Islands
BN Brunei
BG Bulgaria
BF Burkina Faso
BI Burundi
KH Cambodia
CM Cameroon
CA Canada
CV Cape Verde
BQ Caribbean Netherlands
KY Cayman Islands
CF Central African Republic
TD Chad
CL Chile
CN China
CX Christmas Island
CC Cocos (Keeling) Islands
CO Colombia
KM Comoros
CG Congo - Brazzaville
CD Congo - Kinshasa
CK Cook Islands
CR Costa Rica
CI Côte d’Ivoire
HR Croatia
CU Cuba
CW Curaçao
CY Cyprus
CZ Czechia
DK Denmark
DJ Djibouti
DM Dominica
DO Dominican Republic
EC Ecuador
EG Egypt
SV El Salvador
GQ Equatorial Guinea
ER Eritrea
EE Estonia
SZ Eswatini
ET Ethiopia
FK Falkland Islands
FO Faroe Islands
FJ Fiji
FI Finland
FR France
GF French Guiana
PF French Polynesia
GA Gabon
GM Gambia
GE Georgia
DE Germany
GH Ghana
GI Gibraltar
GR Greece
GL Greenland
GD Grenada
GP Guadeloupe
GU Guam
GT Guatemala
GG Guernsey
GN Guinea
GW Guinea-Bissau
GY Guyana
HT Haiti
HN Honduras
HK Hong Kong SAR China
HU Hungary
IS Iceland
IN India
ID Indonesia
IR Iran
IQ Iraq
IE Ireland
IM Isle of Man
IL Israel
IT Italy
JM Jamaica
JP Japan
JE Jersey
JO Jordan
KZ Kazakhstan
KE Kenya
KI Kiribati
XK Kosovo
KW Kuwait
KG Kyrgyzstan
LA Laos
LV Latvia
LB Lebanon
LS Lesotho
LR Liberia
LY Libya
LI Liechtenstein
LT Lithuania
LU Luxembourg
MO Macao SAR China
MG Madagascar
MW Malawi
MY Malaysia
MV Maldives
ML Mali
MT Malta
MH Marshall Islands
MQ Martinique
MR Mauritania
MU Mauritius
YT Mayotte
MX Mexico
FM Micronesia
MD Moldova
MC Monaco
MN Mongolia
ME Montenegro
MS Montserrat
MA Morocco
MZ Mozambique
MM Myanmar (Burma)
NA Namibia
NR Nauru
NP Nepal
NL Netherlands
NC New Caledonia
NZ New Zealand
NI Nicaragua
NE Niger
NG Nigeria
NU Niue
NF Norfolk Island
KP North Korea
MK North Macedonia
MP Northern Mariana Islands
NO Norway
OM Oman
PK Pakistan
PW Palau
PS Palestinian Territories
PA Panama
PG Papua New Guinea
PY Paraguay
PE Peru
PH Philippines
PL Poland
PT Portugal
PR Puerto Rico
QA Qatar
RE Réunion
RO Romania
RU Russia
RW Rwanda
WS Samoa
SM San Marino
ST São Tomé & Príncipe
SA Saudi Arabia
SN Senegal
RS Serbia
SC Seychelles
SL Sierra Leone
SG Singapore
SX Sint Maarten
SK Slovakia
SI Slovenia
SB Solomon Islands
SO Somalia
ZA South Africa
KR South Korea
SS South Sudan
ES Spain
LK Sri Lanka
BL St. Barthélemy
SH St. Helena
KN St. Kitts & Nevis
LC St. Lucia
MF St. Martin
PM St. Pierre & Miquelon
VC St. Vincent & Grenadines
SD Sudan
SR Suriname
SJ Svalbard & Jan Mayen
SE Sweden
CH Switzerland
SY Syria
TW Taiwan
TJ Tajikistan
TZ Tanzania
TH Thailand
TL Timor-Leste
TG Togo
TK Tokelau
TO Tonga
TT Trinidad & Tobago
TA Tristan da Cunha
TN Tunisia
TR Türkiye
TM Turkmenistan
TC Turks & Caicos Islands
TV Tuvalu
VI U.S. Virgin Islands
UG Uganda
UA Ukraine
AE United Arab Emirates
GB United Kingdom
US United States
UY Uruguay
UZ Uzbekistan
VU Vanuatu
VA Vatican City
VE Venezuela
VN Vietnam
WF Wallis & Futuna
EH Western Sahara
YE Yemen
ZM Zambia
ZW Zimbabwe
`;
