package xyz.anipub.socketio.cdi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.PlainPayloads;

/**
 * Checks whether JSON has the shape of a Java type, before JSON-B makes the value: kinds of values, strictly, through
 * records, arrays, collections and maps. What is missing or null fits everything but a primitive type. Of classes that
 * are no records, and of types that say how JSON-B shall make them, JSON-B knows the shape. Stateless.
 */
final class RecordShape {

    private static final PlainPayloads PLAIN = new PlainPayloads();
    private static final Set<Class<?>> CONTAINERS = Set.of(
            Collection.class, List.class, Set.class, Iterable.class, java.util.SortedSet.class, java.util.Queue.class);

    /** By class, for as long as the class is there. */
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !isMadeItsOwnWay(component.getAccessor()))
                    .map(component -> new Component(name(component), component.getGenericType()))
                    .toList();
        }
    };

    private static final ClassValue<Boolean> MADE_ITS_OWN_WAY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isMadeItsOwnWay((AnnotatedElement) type)
                    || Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                            .flatMap(Arrays::stream)
                            .anyMatch(maker -> maker.isAnnotationPresent(JsonbCreator.class));
        }
    };

    private record Component(String name, Type type) {}

    private RecordShape() {}

    /**
     * Whether JSON-B can make values of this type: no interfaces but collections and maps, none of the JDK's machinery,
     * and nothing that is not public.
     */
    static boolean isReadable(Type type) {
        return isReadable(type, new HashSet<>());
    }

    /** @param above the records that this type is a part of, which are being looked at */
    private static boolean isReadable(Type type, Set<Type> above) {
        if (PLAIN.reads(type)) {
            return true;
        } else if (type instanceof GenericArrayType array) {
            return isReadable(array.getGenericComponentType(), above);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return isGeneric(raw)
                    && Arrays.stream(generic.getActualTypeArguments()).allMatch(part -> isReadable(part, above));
        }
        return type instanceof Class<?> raw && isReadable(raw, above);
    }

    private static boolean isReadable(Class<?> raw, Set<Type> above) {
        if (raw.isArray()) {
            return isReadable((Type) raw.getComponentType(), above);
        } else if (raw.getName().startsWith("java.") || raw.getName().startsWith("jakarta.")) {
            return isText(raw);
        } else if (!Modifier.isPublic(raw.getModifiers())) {
            return false;
        } else if (MADE_ITS_OWN_WAY.get(raw) || raw.isEnum()) {
            return true;
        } else if (raw.isRecord()) {
            return !above.add(raw)
                    || COMPONENTS.get(raw).stream().allMatch(component -> isReadable(component.type, above));
        }
        return !raw.isInterface() && !raw.isAnnotation() && !Modifier.isAbstract(raw.getModifiers());
    }

    private static boolean isGeneric(Class<?> raw) {
        return CONTAINERS.contains(raw) || raw == Map.class || raw == Optional.class;
    }

    /** Values that are a text in JSON. */
    private static boolean isText(Class<?> raw) {
        return raw.getPackageName().equals("java.time") || raw == UUID.class || raw == java.net.URI.class;
    }

    /** @throws InvalidArgumentException says where the first misfit is */
    static void check(JsonValue value, Type type) {
        check(value, type, "");
    }

    private static void check(JsonValue value, Type type, String path) {
        if (PLAIN.reads(type)) {
            plain(value, type, path);
        } else if (value.getValueType() == JsonValue.ValueType.NULL) {
            return;
        } else if (type instanceof GenericArrayType array) {
            elements(value, array.getGenericComponentType(), path);
        } else if (type instanceof ParameterizedType generic) {
            generic(value, generic, path);
        } else if (type instanceof Class<?> raw && !MADE_ITS_OWN_WAY.get(raw)) {
            if (raw.isArray()) {
                elements(value, raw.getComponentType(), path);
            } else if (raw.isRecord()) {
                components(value, raw, path);
            } else {
                require(!(raw.isEnum() || isText(raw)) || value instanceof JsonString, path, "a string");
            }
        }
    }

    private static void plain(JsonValue value, Type type, String path) {
        try {
            PLAIN.read(value, type);
        } catch (InvalidArgumentException misfit) {
            throw new InvalidArgumentException(path.isEmpty() ? misfit.getMessage() : path + " " + misfit.getMessage());
        }
    }

    private static void generic(JsonValue value, ParameterizedType type, String path) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (CONTAINERS.contains(raw)) {
            elements(value, arguments[0], path);
        } else if (raw == Optional.class) {
            check(value, arguments[0], path);
        } else if (raw == Map.class) {
            require(value instanceof JsonObject, path, "an object");
            value.asJsonObject().forEach((key, element) -> check(element, arguments[1], below(path, key)));
        }
    }

    private static void elements(JsonValue value, Type element, String path) {
        require(value instanceof JsonArray, path, "an array");
        JsonArray array = value.asJsonArray();
        for (int i = 0; i < array.size(); i++) {
            check(array.get(i), element, path + "[" + i + "]");
        }
    }

    private static void components(JsonValue value, Class<?> type, String path) {
        require(value instanceof JsonObject, path, "an object");
        for (Component component : COMPONENTS.get(type)) {
            JsonValue part = value.asJsonObject().getOrDefault(component.name, JsonValue.NULL);
            check(part, component.type, below(path, component.name));
        }
    }

    private static String name(RecordComponent component) {
        JsonbProperty property = component.getAccessor().getAnnotation(JsonbProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static boolean isMadeItsOwnWay(AnnotatedElement element) {
        return element.isAnnotationPresent(JsonbTypeAdapter.class)
                || element.isAnnotationPresent(JsonbTypeDeserializer.class);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void require(boolean fits, String path, String wanted) {
        if (!fits) {
            throw new InvalidArgumentException((path.isEmpty() ? "" : path + " ") + "must be " + wanted);
        }
    }
}
