import { routine, typologies } from '../../behaviors/index.ts';
import { outputs } from '../../outputs/index.ts';
import type { ScenarioCatalogue } from '../scenario/schema.ts';

/** What scenarios may name, from the catalogues of this build. */
export const scenarioCatalogue: ScenarioCatalogue = { typologies, behaviors: routine, outputs };
