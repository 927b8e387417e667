import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Gather = Storage['getTargetValidationMetadatas'];

/**
 * Lets the rules of each class be gathered once: they do not change after its decorators have run, and the library would
 * search all classes for them again for every object that it checks.
 */
export function gatherRulesOnce(storage: Storage = getMetadataStorage()): void {
  const gather: Gather = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<Parameters<Gather>[0], ReturnType<Gather>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    if (schema || always || strict || groups) return gather(target, schema, always, strict, groups);
    const before = known.get(target);
    if (before) return before;
    const rules = gather(target, schema, always, strict, groups);
    known.set(target, rules);
    return rules;
  };
}
