import Testing
import VerbatimArithmetic

/// The draws of the program in keras-team/keras#12724, as its original stack made them.
@Suite struct ReplayedDrawsTests {
    @Test func numPySeedsTheOperations() {
        var random = NumPyRandomState(seed: 999)
        let seeds = (0..<9).map { _ in random.integer(below: 10_000_000) }
        #expect(seeds == [766821, 8_263_368, 531871, 4_645_081, 835088, 2_996_205, 6_870_645, 9_265_928, 811184])
    }

    @Test func numPyUniformFollowsThePublishedGenerator() {
        // init_genrand(5489) is the reference implementation's default seed; its 10,000th output is published (C++11).
        var random = NumPyRandomState(seed: 5489)
        for _ in 0..<9_999 { _ = random.next() }
        #expect(random.next() == 4_123_659_995)
        // np.random.RandomState(7).uniform(0, 1)
        var uniform = NumPyRandomState(seed: 7)
        #expect(uniform.uniform(0, 1) == 0.07630828937395717)
    }

    @Test(arguments: [
        (766821, 864, 27, 288, "c8e68dfa6c555a1d86ac9dc34b023a35f936e20abcff93ba741832b69656b62a"),
        (8_263_368, 9216, 288, 288, "1d10ffb7b60e606549137159a6f3ac75883f70663c4fc117852a2342e875e3c2"),
        (4_645_081, 18432, 288, 576, "cbe64102e8e5989e77f4b3d4c657f889e8f01da233d735cebb943a6039588256"),
        (835088, 36864, 576, 576, "430827f80dff6746637b346212563dbbc9c53108f7ade48a870f1bfc9470cfac"),
        (6_870_645, 1179648, 2304, 512, "a4643ced3bde7c7495e696148fd9803d50544d014dd7e0ed6e24292dd17b8ef9"),
        (811184, 5120, 512, 10, "657b8685d26a26ab2452e59e666ed77eae112271e927c8b56e92939ed3aa7571"),
    ]) func kernelsAreTensorFlows(seed: Int, count: Int, fanIn: Int, fanOut: Int, digest: String) {
        let draws = TensorFlowOneDraws(seed: 999, operationSeed: UInt64(seed))
        let kernel = draws.glorotUniform(count: count, fanIn: fanIn, fanOut: fanOut)
        #expect(kernel.withUnsafeBytes { SHA256Digest.hex($0) } == digest)
    }

    @Test(arguments: [
        (531871, 230400, Float(0.75), 0, "a6d83aa3941574de6fa5ab402b432ec7d7223b3bce89546ecb1fea1456e784a6"),
        (2_996_205, 73728, Float(0.75), 0, "5c817d040a18774315582d711a58a5187a431c4810b662bd4206eb3ac5d0a45b"),
        (9_265_928, 16384, Float(0.5), 0, "d084d98bea19aefb5d7fedb7344730e0906aa522268dbc095872a2f133489c9f"),
        (531871, 230400, Float(0.75), 1, "26b00a693f3da40cf39244beb614431b1f30e331cdd5dee077cfc4388d70fa70"),
        (2_996_205, 73728, Float(0.75), 1, "416e5e343e88638e0d513eb000cb27603029587c9da111237b26486328118ecc"),
        (9_265_928, 16384, Float(0.5), 1, "8e6fb7d00d48a08b245aaa74082119a6ea0cd76f7a407f33df05b8307582693d"),
        (531871, 230400, Float(0.75), 2, "a0e8788756450d765df09ce8912b1cf72f9b234d901e4759d8ea509c0d1a391c"),
        (2_996_205, 73728, Float(0.75), 2, "dc4464137c1981322ecbfc42889fa89cc330a1b7ee3aaa28dd7154e996a4bf74"),
        (9_265_928, 16384, Float(0.5), 2, "cc005597f8d8368f1b41155c15c134087044850a6eee91920a1d6dd9e8b87d59"),
        (531871, 230400, Float(0.75), 3, "9a385ce50433fc46e1fdb49b1b030ba5bb6cdc2da5a3bb0a0dbac7f7d7eae783"),
        (2_996_205, 73728, Float(0.75), 3, "8358e85df17b603a5662d2b2401fe5c4380805e84b98fac3daadd1f29a0db623"),
        (9_265_928, 16384, Float(0.5), 3, "a384f3d28b027a2e1965ee688b29204c99f2676f68dfbf45895b122123f1747d"),
        (531871, 230400, Float(0.75), 4, "8535470f8918f0af561c0f20df108233f3e418face2f275fcfa1bfa7c45ce356"),
        (2_996_205, 73728, Float(0.75), 4, "f6ea4d482375cb94e185b2ebcfd3542e961c420b4c1c3c6a9b8a46876cdeb3e0"),
        (9_265_928, 16384, Float(0.5), 4, "187fec5476773e65487faa78a6b711de4f60fc1c6af536d06e63e49e151c6716"),
    ]) func masksAreTensorFlows(seed: Int, count: Int, keep: Float, run: Int, digest: String) {
        let draws = TensorFlowOneDraws(seed: 999, operationSeed: UInt64(seed))
        let mask = draws.dropoutMask(count: count, keep: keep, run: UInt64(run)).map { UInt8($0) }
        #expect(SHA256Digest.hex(mask) == digest)
    }
}
