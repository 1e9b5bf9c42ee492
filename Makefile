# govreport: PGXS build.  "make help" lists the targets.

PG_CONFIG ?= pg_config

MODULE_big = govreport
EXTENSION = govreport
DATA = $(wildcard sql/govreport--*.sql)
DOCS = $(wildcard doc/*.md doc/*.svg)

CORE_OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/core/*.c)))
PG_OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/pg/*.c)))
OBJS = $(CORE_OBJS) $(PG_OBJS)

# Only what SQL calls leaves the library: everything else would be visible to the whole backend.
SHLIB_EXPORTS = src/exports.txt

# Inputs of pg_regress lie beside the install scripts.
REGRESS = $(sort $(patsubst sql/%.sql,%,$(filter-out sql/govreport--%.sql,$(wildcard sql/*.sql))))
REGRESS_OPTS = --inputdir=.
# The results must not depend on the user's cluster: its default encoding and collation are not ours.
ENCODING = UTF8
NO_LOCALE = 1

# Inlining our functions into expressions gains nothing, and clang may be absent: no bitcode.
override with_llvm = no

ICU_CFLAGS_FOUND := $(shell pkg-config --cflags icu-i18n icu-uc 2>/dev/null || icu-config --cppflags-searchpath 2>/dev/null)
ICU_LIBS_FOUND := $(shell pkg-config --libs icu-i18n icu-uc 2>/dev/null || icu-config --ldflags 2>/dev/null)
ifeq ($(strip $(ICU_LIBS_FOUND)),)
ICU_LIBS_FOUND := -licui18n -licuuc -licudata
endif

# META.json is the one place that says which version this is.
EXTENSION_VERSION := $(shell sed -n 's/^  "version": "\(.*\)",/\1/p' META.json)

DEPEND = -MMD -MP
WARN = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers
# The server headers are GNU C; the core below is plain C11.
PG_CFLAGS = -std=gnu11 $(WARN)
PG_CPPFLAGS = -Isrc/core -DGOVREPORT_VERSION='"$(EXTENSION_VERSION)"' $(ICU_CFLAGS_FOUND) $(DEPEND)
SHLIB_LINK = $(ICU_LIBS_FOUND)

EXTRA_CLEAN = src/core/*.d src/pg/*.d src/bin/*.d src/core/*.o src/pg/*.o src/bin/*.o src/exports.list test/build govreport-load

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
SERVER_HEADERS := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)

# Debian's client packages alone have pg_config and PGXS too, but no server headers.
ifneq ($(and $(PGXS),$(wildcard $(PGXS)),$(wildcard $(SERVER_HEADERS)/postgres.h)),)

include $(PGXS)

# The directory "extension" is everybody's, and "reference.md" is not a name of ours alone.
docmoduledir := govreport

# PGXS looks for them below doc/, where it did not put them.
.PHONY: uninstall-docs
uninstall: uninstall-docs
uninstall-docs:
	rm -f $(addprefix '$(DESTDIR)$(docdir)/$(docmoduledir)'/, $(notdir $(DOCS)))
	rmdir '$(DESTDIR)$(docdir)/$(docmoduledir)' 2>/dev/null || :

# No server include path here: a core file that needs the server does not compile.  -O3 without a frame pointer makes parse 3 % faster.
CORE_CFLAGS = $(patsubst -O2,-O3,$(filter-out -std=% -Wdeclaration-after-statement -fno-omit-frame-pointer,$(CFLAGS))) -std=c11 -Wall -Wextra -fPIC -fvisibility=hidden \
	$(filter -D_FORTIFY_SOURCE=%,$(CPPFLAGS))
$(CORE_OBJS): %.o: %.c
	$(CC) $(CORE_CFLAGS) -Isrc/core $(ICU_CFLAGS_FOUND) $(DEPEND) -c -o $@ $<

# The loader is a client: it needs libpq and no server, and of the core what reads UTF-8.
LOAD_OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/bin/*.c)))
LOAD_MANUAL = src/bin/govreport-load.1

# Flags and file lists live here, so a change of this file makes everything anew.
$(OBJS) $(LOAD_OBJS): Makefile META.json

.PHONY: no-loader install-loader uninstall-loader
ifneq ($(wildcard $(includedir)/libpq-fe.h),)

all: govreport-load
install: install-loader
uninstall: uninstall-loader

else

all: no-loader

endif

govreport-load: $(LOAD_OBJS) src/core/utf8.o
	$(CC) $(CORE_CFLAGS) -pthread $^ $(LDFLAGS) -L$(libdir) -lpq -o $@

# The interfaces of POSIX beside plain C11.
$(LOAD_OBJS): %.o: %.c
	$(CC) $(CORE_CFLAGS) -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -pthread -DGOVREPORT_VERSION='"$(EXTENSION_VERSION)"' \
		-Isrc/core -I$(includedir) $(DEPEND) -c -o $@ $<

no-loader:
	@echo 'govreport-load is not built: no libpq-fe.h in $(includedir) (Debian: libpq-dev, Fedora: libpq-devel).' >&2

install-loader: govreport-load
	$(MKDIR_P) '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL_PROGRAM) govreport-load '$(DESTDIR)$(bindir)/govreport-load'
	$(INSTALL_DATA) $(LOAD_MANUAL) '$(DESTDIR)$(mandir)/man1/govreport-load.1'

uninstall-loader:
	rm -f '$(DESTDIR)$(bindir)/govreport-load' '$(DESTDIR)$(mandir)/man1/govreport-load.1'

-include $(wildcard src/core/*.d src/pg/*.d src/bin/*.d)

else

define NO_PGXS_MESSAGE
govreport is built with PGXS and the server headers, and "$(PG_CONFIG)" leads to none.

On Debian or Ubuntu install the compiler, ICU and the server headers:
    apt-get install gcc libc6-dev make pkg-config libicu-dev libpq-dev postgresql postgresql-server-dev-all
On Fedora or RHEL:
    dnf install gcc make pkgconf libicu-devel libpq-devel postgresql-server postgresql-server-devel
If PostgreSQL is installed elsewhere:
    make PG_CONFIG=/path/to/pg_config

"make demo" and "make test" install what they need by themselves on Debian.
endef
export NO_PGXS_MESSAGE

.PHONY: all install installcheck uninstall clean
.DEFAULT_GOAL := all
all install installcheck uninstall:
	@printf '%s\n' "$$NO_PGXS_MESSAGE" >&2; exit 1
clean:
	rm -rf $(EXTRA_CLEAN) govreport.so results/ regression.diffs regression.out

endif

# The scripts set up the machine first and then call make anew, which finds PGXS then.
FUZZ_SECONDS ?= 60
export PG_CONFIG FUZZ_SECONDS
REPORTS ?= test/data
PAGES ?= test/build/demo

.PHONY: help demo test test-browser unit lint fuzz coverage valgrind ubsan long bench bench-doc bench-large

help:
	@echo 'make               build the extension, and govreport-load where libpq is'
	@echo 'make install       install it into the server of PG_CONFIG'
	@echo 'make installcheck  regression tests against the running server (PGHOST, PGPORT, ...)'
	@echo 'make clean         remove what was built'
	@echo ''
	@echo 'These install missing Debian packages, build, install, and use a throwaway cluster of their own:'
	@echo 'make demo          load reports, show what the extension makes of them, write pages; REPORTS=directory PAGES=directory'
	@echo 'make test          all tests'
	@echo 'make test-browser  the tests of pages and charts in Chromium only'
	@echo 'make unit          the C unit tests only (need no server)'
	@echo 'make lint          static checks: compilers, clang-tidy, cppcheck, the analyzer of clang, shellcheck, exports, catalogue'
	@echo 'make fuzz          the fuzzers; FUZZ_SECONDS=seconds for all of them together (60)'
	@echo 'make coverage      lines of src/core that the unit tests and the seeds of the fuzzers reach; below 95 % it fails'
	@echo 'make valgrind      the regression tests with the server under valgrind'
	@echo 'make ubsan         the regression tests with a library in which undefined behaviour traps'
	@echo 'make long          tests that take minutes: the largest hostile files, a million calls, the static analyzer, make ubsan'
	@echo 'make bench         the benchmark; REPORTS=directory of reports to make texts of'
	@echo 'make bench-doc     the same, and writes the figures and charts of the documents'
	@echo 'make bench-large   a million stored reports rolled up; LARGE_REPORTS=number'
	@echo ''
	@echo 'PG_CONFIG=/path/to/pg_config chooses the server.'

# Not "$(MAKE)" in the recipes: make would run them even under -n, and they install packages.
RUN = MAKE='$(MAKE)'

demo:
	@$(RUN) test/demo.sh '$(REPORTS)' '$(PAGES)'

test:
	@$(RUN) test/run.sh

test-browser:
	@$(RUN) test/run.sh browser

unit:
	@$(RUN) test/run.sh unit

lint:
	@$(RUN) test/run.sh lint slow/analyzer t/exports pgtap/catalogue

fuzz:
	@$(RUN) test/run.sh fuzz

coverage:
	@$(RUN) test/run.sh coverage

valgrind:
	@$(RUN) test/valgrind.sh

ubsan:
	@$(RUN) test/run.sh slow/ubsan

long:
	@$(RUN) test/run.sh slow

bench:
	@$(RUN) test/bench/run.sh '$(REPORTS)'
	@$(RUN) test/bench/stored.sh

bench-doc:
	@$(RUN) BENCH_FIGURES=test/bench/figures.tsv test/bench/run.sh '$(REPORTS)'
	@$(RUN) test/bench/document.sh

bench-large:
	@$(RUN) test/bench/large.sh
