package dev.belay.tui.shell;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds in a class what would end the whole process, and Belay with it before anything is committed or told: an exit code
 * of 0 would look like success.
 */
final class Endings {
    private static final Set<String> METHODS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private Endings() {}

    /** Whether the class calls one of them. Its pool of constants names each method that it calls. */
    static boolean in(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipNBytes(8);
            return new Constants(in).callsAny();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The constants of a class as far as they name methods. */
    private static final class Constants {
        private final Map<Integer, String> texts = new HashMap<>();
        /** Classes, and names with types: the first constant that each is made of. */
        private final Map<Integer, Integer> firsts = new HashMap<>();

        private final Map<Integer, int[]> methods = new HashMap<>();

        Constants(DataInputStream in) throws IOException {
            int count = in.readUnsignedShort();
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(index, in.readUTF());
                    case 10 -> methods.put(index, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                    case 7, 8, 16, 19, 20 -> firsts.put(index, in.readUnsignedShort());
                    case 12 -> {
                        firsts.put(index, in.readUnsignedShort());
                        in.skipNBytes(2);
                    }
                    case 15 -> in.skipNBytes(3);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // A long takes two places.
                        index++;
                    }
                    default -> in.skipNBytes(4);
                }
            }
        }

        boolean callsAny() {
            return methods.values().stream()
                    .anyMatch(method -> METHODS.contains(text(method[0]) + "." + text(method[1])));
        }

        private String text(int constant) {
            return texts.getOrDefault(firsts.getOrDefault(constant, 0), "");
        }
    }
}
