import Testing
import VerbatimTestSupport

/// Damaged files of every format are read or refused by one error of the right form.
@Suite(.timeLimit(.minutes(5))) struct FileMutationTests {
    @Test(arguments: FileFormat.allCases) func damagedFilesAreReadOrRefused(format: FileFormat) throws {
        for sample in try format.samples() { _ = try format.read(sample) }
        var mutations = try FileMutations(format, seed: 7)
        let count = [.cifar10: 2_000, .packedRun: 300][format] ?? 10_000
        let tally = mutations.run(count)
        #expect(tally.failures == [])
        #expect(tally.refused > 100)
        // A checkpoint holds its own digest, so hardly any damage passes.
        #expect(tally.accepted > 10 || format == .checkpoint)
    }
}
