# The packages of this repository, packed for one run and installed from there.
# shellcheck shell=bash

ef_tool_version=10.0.14

# Packs under a version that no NuGet cache has seen, since a cached version is never looked at again.
pack_packages() {
    local base project
    base=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
    package_version=$base-demo.$(date +%Y%m%d%H%M%S)
    package_feed=$work/feed
    package_cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
    mkdir -p "$package_feed"
    clean_up_steps+=(forget_packages)
    for project in src/*/*.csproj; do
        run dotnet pack "$project" -o "$package_feed" -nologo --verbosity quiet -clp:ErrorsOnly -p:Version="$package_version" ||
            fail "packing $project failed"
    done
}

# NuGet's shared cache keeps what it has unpacked; nobody needs this version again.
forget_packages() {
    local package
    for package in "$package_feed"/*.nupkg; do
        package=$(basename "$package" ".$package_version.nupkg")
        rm -rf "${package_cache%/}/${package,,}/$package_version"
    done
}

# write_feed_settings FOLDER: projects below it restore our packages from the feed, everything else as usual
write_feed_settings() {
    cat >"$1/nuget.config" <<XML
<configuration>
  <packageSources>
    <add key="ef-phased" value="$package_feed" />
  </packageSources>
</configuration>
XML
}

# Installs both tools where only this run finds them.
install_tools() {
    install_tool dotnet-ef-phased "$package_version" --add-source "$package_feed"
    install_tool dotnet-ef "$ef_tool_version"
    export PATH="$work/tools:$PATH"
}

install_tool() {
    local name=$1 version=$2
    shift 2
    run dotnet tool install "$name" --version "$version" --tool-path "$work/tools" "$@" >"$work/tool.log" 2>&1 ||
        { cat "$work/tool.log" >&2; fail "installing $name failed"; }
}
