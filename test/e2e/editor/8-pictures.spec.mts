import { test } from '@playwright/test';
import { expectAllPictures } from '../pictures.mts';

test('all pictures that the README and docs show were made', expectAllPictures);
