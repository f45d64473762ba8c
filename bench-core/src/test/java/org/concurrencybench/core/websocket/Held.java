package org.concurrencybench.core.websocket;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.protocol.Accumulator;

/** What the objects of this package that make up a connection hold on to, found by reflection. */
final class Held {

  private Held() {}

  /** The objects of other packages that are reachable, constants aside. */
  static List<Object> by(Object connection) {
    List<Object> found = new ArrayList<>();
    collect(connection, found);
    return found;
  }

  /** Bytes collected of unfinished messages. */
  static int bytes(Object connection) {
    return by(connection).stream()
        .mapToInt(held -> held instanceof Accumulator bytes ? bytes.size() : 0)
        .sum();
  }

  private static void collect(Object object, List<Object> found) {
    for (Field field : object.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
        continue;
      }
      field.setAccessible(true);
      Object value = valueOf(field, object);
      if (value == null || value instanceof Enum<?>) {
        continue;
      }
      if (value.getClass().getPackage().equals(Held.class.getPackage())) {
        collect(value, found);
      } else {
        found.add(value);
      }
    }
  }

  private static Object valueOf(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
