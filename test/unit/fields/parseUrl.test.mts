import { parseUrl } from '../../../nodes/Plivo/fields/parseUrl';

it('takes an address with letters beyond ASCII however often it is asked', () => {
	const refused = Array.from({ length: 100_000 }, () => parseUrl('https://bücher.example/größe.png')).filter((url) => url === undefined);
	expect(refused).toHaveLength(0);
});

it('knows what is no address, and what is relative to another', () => {
	expect(parseUrl('no address')).toBeUndefined();
	expect(parseUrl('b.png', new URL('https://a.example/x/'))?.href).toBe('https://a.example/x/b.png');
});
