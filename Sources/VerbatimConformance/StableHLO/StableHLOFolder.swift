import Foundation
import Verbatim

/// A checkout of openxla/stablehlo, with the programs that its own interpreter is tested on.
struct StableHLOFolder {
    let path: String

    /// Every program of `testdata` and `tests/interpret`, ordered by path.
    func programs() throws -> [StableHLOProgram] {
        let root = isFolder(path + "/stablehlo/testdata") ? path + "/stablehlo" : path
        var programs: [StableHLOProgram] = []
        for folder in ["testdata", "tests/interpret"] {
            guard let names = FileManager.default.enumerator(atPath: root + "/" + folder) else { continue }
            for case let name as String in names where name.hasSuffix(".mlir") {
                programs.append(StableHLOProgram(path: "\(root)/\(folder)/\(name)", name: "\(folder)/\(name)"))
            }
        }
        guard !programs.isEmpty else {
            throw VerbatimError(
                .file, "the folder holds no StableHLO programs", received: path,
                expected: "a checkout of openxla/stablehlo with stablehlo/testdata and stablehlo/tests/interpret")
        }
        return programs.sorted { $0.name < $1.name }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
