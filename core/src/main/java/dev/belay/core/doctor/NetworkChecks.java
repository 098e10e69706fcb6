package dev.belay.core.doctor;

import dev.belay.core.db.Address;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.Diagnosis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The steps before the server is asked anything. */
final class NetworkChecks {
    private final ConnectionSettings settings;

    NetworkChecks(ConnectionSettings settings) {
        this.settings = settings;
    }

    Step name() {
        List<String> seen = new ArrayList<>();
        for (Address address : settings.addresses()) {
            if (address.local()) {
                return Step.ok("name", "a socket of this machine: " + address);
            }
            try {
                String found = Arrays.stream(InetAddress.getAllByName(address.host()))
                        .map(InetAddress::getHostAddress)
                        .distinct()
                        .collect(Collectors.joining(", "));
                seen.add(
                        found.equals(address.host())
                                ? found + " is an address, no name"
                                : address.host() + " is " + found);
            } catch (UnknownHostException e) {
                Diagnosis diagnosis = Diagnosis.of(e, settings);
                return Step.failed("name", diagnosis.message(), diagnosis.hint());
            }
        }
        return Step.ok("name", String.join("; ", seen));
    }

    /** One host that answers is enough, as it is for the driver. */
    Step tcp() {
        Address first = settings.addresses().get(0);
        if (first.local()) {
            return Step.ok("network", "no network is needed");
        }
        IOException last = new IOException("there is no host");
        for (Address address : settings.addresses()) {
            long start = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address.host(), address.port()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                long milliseconds = (System.nanoTime() - start) / 1_000_000;
                return Step.ok("network", address + " accepts connections, after " + milliseconds + " ms");
            } catch (IOException e) {
                last = e;
            }
        }
        Diagnosis diagnosis = Diagnosis.of(last, settings);
        return Step.failed("network", diagnosis.message(), diagnosis.hint());
    }
}
