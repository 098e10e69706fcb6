package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program as bytes: behind a checksum of them and of what they were made from, so that no other passes for it. */
final class ProgramFile {
    private static final int SUM = 32;
    private static final int LOAD = 1;
    private static final int INVOKE = 2;
    private static final int LEAVE = 3;

    private ProgramFile() {}

    /** What tells one thing from another by everything that it is made from, however these are cut. */
    static byte[] key(List<String> parts) {
        MessageDigest sum = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            sum.update((bytes.length + ":").getBytes(UTF_8));
            sum.update(bytes);
        }
        return sum.digest();
    }

    static byte[] written(byte[] key, Program program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(program.moves().size());
            for (Program.Move move : program.moves()) {
                write(move, out);
            }
            write(program.lines(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written(key, bytes.toByteArray());
    }

    static byte[] written(byte[] key, byte[] content) {
        byte[] whole = Arrays.copyOf(sum(key, content, 0), SUM + content.length);
        System.arraycopy(content, 0, whole, SUM, content.length);
        return whole;
    }

    private static void write(Program.Move move, DataOutputStream out) throws IOException {
        if (move instanceof Program.Load load) {
            out.writeByte(LOAD);
            out.writeUTF(load.name());
            out.writeInt(load.bytes().length);
            out.write(load.bytes());
        } else if (move instanceof Program.Invoke invoke) {
            out.writeByte(INVOKE);
            out.writeUTF(invoke.className());
            out.writeUTF(invoke.methodName());
            out.writeInt(invoke.offset());
        } else if (move instanceof Program.Leave leave) {
            out.writeByte(LEAVE);
            out.writeInt(leave.code());
        }
    }

    private static void write(LineTable table, DataOutputStream out) throws IOException {
        out.writeInt(table.lines().size());
        for (Map.Entry<String, int[]> one : table.lines().entrySet()) {
            out.writeUTF(one.getKey());
            out.writeInt(one.getValue().length);
            for (int line : one.getValue()) {
                out.writeInt(line);
            }
        }
    }

    /** The program of this text; none if these are not the very bytes that were written for this key. */
    static Optional<Program> read(byte[] key, byte[] whole, ScriptText script) {
        if (whole.length < SUM || !Arrays.equals(Arrays.copyOf(whole, SUM), sum(key, whole, SUM))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole, SUM, whole.length - SUM))) {
            List<Program.Move> moves = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                moves.add(move(in));
            }
            return Optional.of(new Program(script, moves, lines(in)));
        } catch (IOException | RuntimeException e) {
            // Whole, and still nothing that this Belay writes.
            return Optional.empty();
        }
    }

    private static Program.Move move(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case LOAD -> new Program.Load(in.readUTF(), in.readNBytes(in.readInt()));
            case INVOKE -> new Program.Invoke(in.readUTF(), in.readUTF(), in.readInt());
            case LEAVE -> new Program.Leave(in.readInt());
            default -> throw new IOException("no such move: " + kind);
        };
    }

    private static LineTable lines(DataInputStream in) throws IOException {
        Map<String, int[]> lines = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            int[] table = new int[in.readInt()];
            for (int line = 0; line < table.length; line++) {
                table[line] = in.readInt();
            }
            lines.put(name, table);
        }
        return new LineTable(lines);
    }

    private static byte[] sum(byte[] key, byte[] bytes, int from) {
        MessageDigest sum = sha256();
        sum.update(key);
        sum.update(bytes, from, bytes.length - from);
        return sum.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
