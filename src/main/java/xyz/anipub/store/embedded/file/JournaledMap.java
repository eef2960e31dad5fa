package xyz.anipub.store.embedded.file;

import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.DataType;

/** A map of the store that tells the journal each of its changes. Not safe for threads. */
final class JournaledMap<K, V> extends MVMap<K, V> {

    private final JournaledStore store;

    private JournaledMap(JournaledStore store, Map<String, Object> config, DataType<K> keys, DataType<V> values) {
        super(config, keys, values);
        this.store = store;
    }

    static final class Builder<K, V> extends MVMap.Builder<K, V> {

        private final JournaledStore store;

        Builder(JournaledStore store) {
            this.store = store;
        }

        @Override
        protected MVMap<K, V> create(Map<String, Object> config) {
            return new JournaledMap<>(store, config, getKeyType(), getValueType());
        }
    }

    /** Not recorded. */
    @Override
    public void clear() {
        store.setMustCheckpoint();
        super.clear();
    }

    /** All other changes come by here; what the library decides by itself moves pages, and changes nothing. */
    @Override
    public V operate(K key, V value, DecisionMaker<? super V> decision) {
        V before = super.operate(key, value, decision);
        boolean isChanged = value == null
                ? before != null && !containsKey(key)
                : decision == DecisionMaker.PUT || get(key) == value;
        if (isChanged) {
            store.record(this, key, value);
        }
        return before;
    }
}
