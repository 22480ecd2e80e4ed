import Testing
import VerbatimArithmetic
import VerbatimTestSupport

/// The fingerprint of a state: as the page states it, and another one for every changed bit.
@Suite struct StateFingerprintTests {
    private func fingerprint(_ tensors: [[UInt8]]) -> String {
        var fingerprint = StateFingerprint()
        for tensor in tensors { tensor.withUnsafeBytes { fingerprint.append($0) } }
        return fingerprint.hex
    }

    /// The page's text, word by word.
    private func stated(_ tensors: [[UInt8]]) -> String {
        var digest = SHA256Digest()
        digest.update(utf8: "verbatim fingerprint \(ArithmeticVersion.current)\0")
        let streams = (0..<2).map { RandomStream(seed: 0, name: "fingerprint/\($0)") }
        for tensor in tensors {
            digest.update(littleEndian: UInt64(tensor.count))
            var sums = self.sums(tensor, streams)
            while 8 * sums.count > 4096 {
                sums = self.sums(
                    sums.flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) } }, streams)
            }
            for sum in sums { digest.update(littleEndian: sum) }
        }
        return SHA256Digest.hexadecimal(digest.bytes.prefix(16))
    }

    private func sums(_ bytes: [UInt8], _ streams: [RandomStream]) -> [UInt64] {
        let keys = streams.map { stream in (0..<1024).map { stream.word($0) } }
        return stride(from: 0, to: bytes.count, by: 4096).flatMap { start in
            let block = Array(bytes[start..<min(start + 4096, bytes.count)])
            let words = (0..<1024).map { word in
                (0..<4).reduce(UInt32(0)) { sum, byte in
                    let place = 4 * word + byte
                    return sum | UInt32(place < block.count ? block[place] : 0) << UInt32(8 * byte)
                }
            }
            return keys.map { key in
                (0..<512).reduce(UInt64(0)) { sum, index in
                    let left: UInt32 = words[index] &+ key[index]
                    let right: UInt32 = words[512 + index] &+ key[512 + index]
                    return sum &+ UInt64(left) &* UInt64(right)
                }
            }
        }
    }

    @Test func isWhatThePageStates() {
        var generator = SampleGenerator(1)
        for counts in [
            [], [0], [1], [4, 4], [4095], [4096], [4097], [12_288, 3, 5000], [1 << 20], [(1 << 20) + 1, 3_000_000],
        ] {
            let tensors = counts.map { count in (0..<count).map { _ in UInt8(generator.int(0...255)) } }
            #expect(fingerprint(tensors) == stated(tensors), "\(counts) bytes")
        }
    }

    @Test func everyBitCounts() {
        var generator = SampleGenerator(2)
        for count in [8, 4100] {
            let bytes = (0..<count).map { _ in UInt8(generator.int(0...255)) }
            var seen: Set<String> = [fingerprint([bytes])]
            var tried = 1
            for place in stride(from: 0, to: count, by: count > 100 ? 7 : 1) {
                for bit: UInt8 in 0..<8 {
                    var changed = bytes
                    changed[place] ^= 1 << bit
                    seen.insert(fingerprint([changed]))
                    tried += 1
                }
            }
            #expect(seen.count == tried)
        }
    }

    @Test func whereATensorEndsCounts() {
        #expect(fingerprint([[0, 0, 0, 0]]) != fingerprint([[0, 0], [0, 0]]))
        #expect(fingerprint([[0, 0, 0, 0]]) != fingerprint([[0, 0, 0, 0, 0]]))
    }
}
